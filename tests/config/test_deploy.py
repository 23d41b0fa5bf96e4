"""What deploy/ names is there: commands, settings, queues; and the programs that read those files take them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from config.settings.table import SETTINGS

DEPLOY = Path("deploy")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAMES = {setting.name for setting in SETTINGS} | {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_name_what_is_there(unit):
    text = unit.read_text()
    (command,) = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert command.startswith("/srv/daji/site/.venv/bin/")
    if "manage.py" in command:
        assert command.split("manage.py ")[1].split()[0] in get_commands()
    if "--queues" in command:
        assert set(command.split("--queues ")[1].split()[0].split(",")) == set(settings.DAJI_QUEUES)
    assert set(re.findall(r"^Environment=([A-Z_0-9]+)=", text, re.MULTILINE)) <= NAMES


def test_there_are_units():
    assert len(UNITS) == 5


def test_the_example_names_only_settings():
    named = set(re.findall(r"^(?:# )?([A-Z_0-9]+)=", (DEPLOY / "daji.env.example").read_text(), re.MULTILINE))
    assert {setting.name for setting in SETTINGS if setting.is_required} <= named <= NAMES


def test_compose():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"postgres", "redis", "web", "worker", "beat", "nginx"}
    assert {name for service in services.values() for name in service.get("environment", {})} <= NAMES | {
        "POSTGRES_USER",
        "POSTGRES_PASSWORD",
        "POSTGRES_DB",
    }
    password = "${POSTGRES_PASSWORD"  # of whoever starts it: there is none by default
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith(password)
    assert f":{password}:?" in services["web"]["environment"]["DATABASE_URL"]


def test_nginx_takes_its_configuration(tmp_path):
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("NGINX CONFIGURATION NOT TESTED: there is no nginx on this machine (apt-get install nginx-light)")
    key, certificate = tmp_path / "key.pem", tmp_path / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=daji.example"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    site = (DEPLOY / "nginx" / "daji.conf").read_text().replace("/etc/ssl/daji", str(tmp_path))
    site = site.replace("/var/cache/nginx/daji", str(tmp_path / "cache"))
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\nhttp {{\n{site}\n}}\n")
    done = subprocess.run(["nginx", "-t", "-c", str(main), "-p", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
