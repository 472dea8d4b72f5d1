"""Our top-level names are common words (models, web, …). These guards make that safe."""

import re
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

_ROOT = Path(__file__).parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_PACKAGES: list[str] = _PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
# What the packages read besides Python.
_DATA = (
    "*.yaml",
    "*.txt",
    "*.html",
    "*.css",
    "*.js",
    "*.po",
    "*.mo",
    "*.docx",
    "*.typ",
    "*.ttf",
    "*.otf",
    "*.mako",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(_ROOT),
    )
    return next(folder.glob("banshi-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site-packages of an empty environment into which the wheel alone was installed."""
    place = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(place, with_pip=False)
    site = next(place.glob("lib/python*/site-packages"))
    _run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel))
    return site


@pytest.mark.parametrize("name", _PACKAGES)
def test_each_name_is_our_own_folder(name: str) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert Path(spec.origin or "").parent == _ROOT / name


def test_no_other_distribution_claims_our_names() -> None:
    claimed = packages_distributions()
    assert {name: claimed[name] for name in _PACKAGES if set(claimed.get(name, ())) - {"banshi"}} == {}


def test_the_wheel_has_every_package_and_nothing_else_at_the_top(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(_PACKAGES)


def test_the_wheel_has_every_file_that_git_has(wheel: Path) -> None:
    """The editable install would hide a forgotten folder, for it exposes the whole tree."""
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if not re.match(r"banshi-.*\.dist-info/", name)}
    listed = _run("git", "-C", str(_ROOT), "ls-files", "--", *_PACKAGES).splitlines()
    assert {name for name in listed if (_ROOT / name).exists()} - packed == set()


@pytest.mark.parametrize("pattern", _DATA)
def test_what_the_packages_read_is_in_the_wheel(wheel: Path, pattern: str) -> None:
    ours = {str(path.relative_to(_ROOT)) for name in _PACKAGES for path in (_ROOT / name).rglob(pattern)}
    with ZipFile(wheel) as archive:
        assert ours <= set(archive.namelist())


def test_an_empty_environment_finds_every_package(installed: Path) -> None:
    python = installed.parents[2] / "bin" / "python"
    code = f"from importlib.util import find_spec\nfor name in {_PACKAGES!r}: print(find_spec(name).origin)"
    origins = _run(str(python), "-I", "-c", code).splitlines()
    assert origins == [str(installed / name / "__init__.py") for name in _PACKAGES]


def test_the_pure_engine_needs_nothing_but_pydantic(installed: Path) -> None:
    """Everything in it imports with pydantic alone beside the standard library."""
    code = (
        "import sys, pkgutil, importlib\n"
        f"sys.path.append({str(installed)!r})\n"
        "import engine\n"
        "for one in pkgutil.iter_modules(engine.__path__): importlib.import_module(f'engine.{one.name}')\n"
        "print(sorted({'sqlalchemy', 'prefect', 'fastapi', 'jinja2', 'yaml'} & set(sys.modules)))"
    )
    assert _run(sys.executable, "-I", "-c", code).strip() == "[]"


def _run(*words: str) -> str:
    answer = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")  # noqa: S603 - our words
    assert answer.returncode == 0, answer.stderr
    return answer.stdout
