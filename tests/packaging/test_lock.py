"""The lock file is what a bare machine installs from; pip reads it more narrowly than the tool that writes it."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_ROOT = Path(__file__).parents[2]
_LINES = re.findall(
    r"^(\S.*==\S+)(?: ; [^\\]*)? \\$", (_ROOT / "requirements.lock").read_text(), re.MULTILINE
)
_LOCKED = {canonicalize_name(one.name): one for one in map(Requirement, _LINES)}
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_what_the_project_asks_for_is_locked_in_a_version_it_accepts() -> None:
    asked = [*_PROJECT["project"]["dependencies"], *_PROJECT["dependency-groups"]["dev"]]
    for one in map(Requirement, asked):
        (pin,) = _LOCKED[canonicalize_name(one.name)].specifier
        assert one.specifier.contains(pin.version, prereleases=True), one


def test_extras_that_a_dependency_asks_for_are_locked_as_such() -> None:
    """Without them pip looks for `name[extra]` apart, finds a newer version than the pinned, and refuses it."""
    missing = {
        f"{needed.name}[{','.join(needed.extras)}] for {name}"
        for name in _LOCKED
        for needed in _needs(name)
        if not needed.extras <= _LOCKED[canonicalize_name(needed.name)].extras
    }
    assert missing == set()


def test_every_locked_file_is_known_by_its_hash() -> None:
    text = (_ROOT / "requirements.lock").read_text()
    assert len(_LOCKED) == len(re.findall(r"^\S.*==.*\\\n    --hash=sha256:", text, re.MULTILINE))


def _needs(name: str) -> Iterator[Requirement]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # for another platform
        return
    for one in map(Requirement, lines):
        if one.extras and (one.marker is None or one.marker.evaluate({"extra": ""})):
            yield one
