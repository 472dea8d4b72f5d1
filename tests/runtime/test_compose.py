"""Docker is not asked for here: what the compose file starts are commands and settings that exist."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.settings import Settings as PrefectSettings
from prefect.settings.legacy import _get_settings_fields
from typer.testing import CliRunner

from runtime.cli import app
from runtime.prefect_environment import server_environment
from runtime.settings import Settings

_ROOT = Path(__file__).parents[2]
_COMPOSE: dict[str, Any] = yaml.safe_load((_ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
_SERVICES: dict[str, dict[str, Any]] = _COMPOSE["services"]
_OURS = {name: one for name, one in _SERVICES.items() if "build" in one}
_PREFECTS = {name: one for name, one in _SERVICES.items() if one["image"].startswith("prefecthq/")}
_OF_PREFECT_REDIS = {f"PREFECT_REDIS_MESSAGING_{name}" for name in ("HOST", "PORT", "DB")}


@pytest.mark.parametrize("name", _OURS)
def test_our_services_run_commands_that_exist(name: str) -> None:
    assert CliRunner().invoke(app, [*_OURS[name]["command"], "--help"]).exit_code == 0


@pytest.mark.parametrize("name", _OURS)
def test_our_services_are_told_settings_that_exist(name: str) -> None:
    told = {word.removeprefix("BANSHI_").lower() for word in _OURS[name]["environment"]}
    assert told <= set(Settings.model_fields)


@pytest.mark.parametrize("name", _PREFECTS)
def test_prefects_services_are_told_settings_that_exist(name: str) -> None:
    known = set(_get_settings_fields(PrefectSettings)) | _OF_PREFECT_REDIS
    assert set(_PREFECTS[name]["environment"]) <= known


@pytest.mark.parametrize("name", _PREFECTS)
def test_prefects_image_is_the_version_of_our_lock(name: str) -> None:
    assert re.search(r":([\d.]+)-", _PREFECTS[name]["image"])[1] == version("prefect")  # type: ignore[index]


def test_several_prefect_servers_keep_what_one_keeps(settings: Settings) -> None:
    """What is not about one machine is the same in both ways to start."""
    alone, together = server_environment(settings), _SERVICES["prefect-1"]["environment"]
    of_one_machine = re.compile("HOME|HOST|PORT|AUTH|CONNECTION_URL|STATIC_DIRECTORY|DO_NOT_TRACK")
    kept = {name: value for name, value in alone.items() if not of_one_machine.search(name)}
    assert kept.items() <= together.items()


def test_there_are_two_servers_without_services_and_one_with_them() -> None:
    words = [" ".join(one["command"]) for one in _PREFECTS.values()]
    assert words.count("prefect server start --no-services") == 2
    assert words.count("prefect server services start") == 1


def test_one_server_registers_the_blocks() -> None:
    """Two at once on an empty database run into each other, and one of them fails to start."""
    servers = [one["environment"] for one in _PREFECTS.values() if "start" in one["command"][:3]]
    assert [one.get("PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "true") for one in servers] == [
        "true",
        "false",
    ]


def test_every_service_waits_for_services_that_exist() -> None:
    for one in _SERVICES.values():
        assert set(one.get("depends_on", ())) <= set(_SERVICES)


def test_the_gateway_knows_every_web_and_prefect_server() -> None:
    config = _COMPOSE["configs"]["gateway"]["content"]
    assert {"web-1", "web-2", "prefect-1", "prefect-2"} <= set(re.findall(r"server ([\w-]+):", config))


def test_the_image_has_every_package_of_the_wheel() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", (_ROOT / "Dockerfile").read_text(), re.MULTILINE))
    wheel = re.search(r"^packages = \[(.*)\]$", (_ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert wheel is not None
    assert copied == set(re.findall(r'"(\w+)"', wheel[1]))
