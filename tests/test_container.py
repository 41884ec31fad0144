"""The image and its surroundings, as far as they can be checked without an engine: `Dockerfile`, `compose.yaml`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.test_project import commands

ROOT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_the_dockerfile_passes_its_linter():
    hadolint = Path(sys.executable).with_name("hadolint")
    result = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_dockerfile_copies_what_is_there():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        part for line in lines if line.startswith("COPY ") and "--from" not in line for part in line.split()[1:-1]
    ]
    assert copied
    assert not [part for part in copied if not (ROOT / part).exists()]


def test_services_wait_for_services_that_exist_and_call_commands_that_exist():
    services = COMPOSE["services"]
    for service in services.values():
        assert service.get("depends_on", {}).keys() <= services.keys()
        for volume in service.get("volumes", ()):
            name = re.sub(r"^\$\{REPORTS:-([^}]+)\}", r"\1", volume).split(":")[0]
            assert name in COMPOSE["volumes"] or (ROOT / name).is_dir()
    assert f"figures {services['report']['command'][0]}" in commands()
    assert services["report"]["read_only"]
    assert all(port.startswith("127.0.0.1:") for s in services.values() for port in s.get("ports", ()))


def test_the_scheduled_run_of_the_image_is_the_flow_with_its_parameters():
    from prefect.flows import load_flow_from_entrypoint

    told = yaml.safe_load((ROOT / "flows" / "container.prefect.yaml").read_text(encoding="utf-8"))
    (deployment,) = told["deployments"]
    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    assert flow.name == "figures-run"
    assert flow.validate_parameters(deployment["parameters"])
    assert any(volume.endswith(":/reports:ro") for volume in COMPOSE["services"]["worker"]["volumes"])


def test_the_compose_file_is_one_by_the_schema_of_its_specification():
    linter = Path(sys.executable).with_name("check-jsonschema")
    asked = [linter, "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml"]
    result = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_compose_accepts_its_file_where_there_is_an_engine():
    if shutil.which("docker") is None:
        pytest.skip("no docker on this machine: the compose file is held against the schema only")
    asked = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    if asked.returncode != 0:
        pytest.skip("docker without its compose plugin: the compose file is held against the schema only")
    result = subprocess.run(
        ["docker", "compose", "-f", ROOT / "compose.yaml", "config", "--quiet"],
        env={"POSTGRES_PASSWORD": "x", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
