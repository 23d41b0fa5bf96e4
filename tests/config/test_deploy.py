"""What deploy/ names is there: commands, settings, queues; and the programs that read those files take them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from config.settings.checked import mistakes
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
    ours = {name: service for name, service in services.items() if "build" in service}
    assert set(ours) == {"web", "worker", "beat"}
    for service in ours.values():
        assert set(service["environment"]) == {"DATABASE_URL", "REDIS_URL", "DAJI_TRUSTED_PROXIES"} < NAMES
        given = {name: re.sub(r"\$\{.+?\}", "secret", value) for name, value in service["environment"].items()}
        assert list(mistakes(given, in_production=False)) == []
        assert service["env_file"] == "daji.env"
        assert service["command"][0].startswith(".venv/bin/")
        assert service["depends_on"] == ["postgres", "redis"]
    assert services["worker"]["command"][-1].split(",") == settings.DAJI_QUEUES
    assert list(mistakes({"DAJI_TRUSTED_PROXIES": "10.0.0.0/33"}, in_production=False))  # the negative control


def test_compose_has_no_password_of_its_own():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"] == "${POSTGRES_PASSWORD}"
    assert services["redis"]["command"] == ["redis-server", "--requirepass", "${REDIS_PASSWORD}"]
    for name in ("web", "worker", "beat"):
        for variable, password in (("DATABASE_URL", "POSTGRES_PASSWORD"), ("REDIS_URL", "REDIS_PASSWORD")):
            assert f":${{{password}:?make one with openssl rand -hex 24}}@" in services[name]["environment"][variable]


def test_the_image_takes_along_no_secrets_and_no_history():
    left_out = Path(".dockerignore").read_text().splitlines()
    assert {".git", ".venv", "var", "deploy/daji.env", "deploy/tls"} <= set(left_out)
    assert {"deploy/daji.env", "deploy/tls/"} <= set(Path(".gitignore").read_text().splitlines())


def test_the_image_is_made_as_the_deployment_test_installs():
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    as_user = lines[lines.index("USER daji") :]
    assert [line for line in as_user if line.startswith("RUN ")] == [
        "RUN bin/bootstrap base && { .venv/bin/python -m compileall -q -j 0 . || true; }"
    ]
    (command,) = [line.removeprefix("CMD ") for line in lines if line.startswith("CMD ")]
    assert json.loads(command)[:3] == [".venv/bin/python", "manage.py", "serve"]


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
