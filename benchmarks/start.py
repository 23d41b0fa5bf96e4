"""Seconds from `manage.py serve` to the first page: on an empty folder with the demo fair, and the second time."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.servers import ROOT, environment, free_port, running

FIRST_WITHIN_SECONDS = 240
SECOND_WITHIN_SECONDS = 60


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = environment(Path(folder), HOST="127.0.0.1", PORT=str(port))
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", "import django; django.setup()"], cwd=ROOT, env=env, check=True)
        setup = time.monotonic() - began
        seconds = []
        for limit in (FIRST_WITHIN_SECONDS, SECOND_WITHIN_SECONDS):
            with running(["manage.py", "serve"], port=port, env=env, path="/", seconds=limit) as (_pid, taken):
                seconds.append(taken)
    beside = "importing all apps alone"
    return [
        Figure("first start to first page, demo fair built", seconds[0], "s", beside, setup),
        Figure("second start to first page", seconds[1], "s", beside, setup),
    ]
