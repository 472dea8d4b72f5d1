"""Every script in this folder and below, played on the definition that its name begins with."""

from pathlib import Path

import pytest

from engine.rehearsal.acts import ACTS
from engine.rehearsal.player import play
from engine.rehearsal.script import Expected, Opening
from models.calendars import StateCouncilCalendar
from seeds.definition_file import read_definition
from seeds.load import PROCESSES
from seeds.rehearsal_script import parse_script, read_script

HERE = Path(__file__).parent
SCRIPTS = sorted(one for one in HERE.rglob("*.yaml") if not one.name.endswith(".process.yaml"))


def definition_of(script: Path) -> Path:
    """The published definition, or the small one that lies beside the script."""
    name = script.stem.split("-")[0]
    return PROCESSES / f"{name}.yaml" if script.parent == HERE else script.parent / f"{name}.process.yaml"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_all_goes_as_the_script_expects(path: Path) -> None:
    process, _text = read_definition(definition_of(path))
    script = read_script(path)
    versions = script.versions()
    lines = script.checked(process, versions)
    found = play(process, lines, calendar=StateCouncilCalendar(), versions=versions).difference
    assert found is None, f"{path.name}:{script.line_of(found.line)}: {found.sentence}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_script_says_what_it_shows_and_expects_something(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "expect:" in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_last_line_of_every_script_is_looked_at(path: Path) -> None:
    """What happens after the last expectation would be shown by nobody."""
    assert "expect" in read_script(path).document.value[-1]


def test_every_act_has_a_scenario_named_after_it() -> None:
    played = {one.stem.split("-")[1] for one in SCRIPTS if one.parent.name == "acts"}
    assert set(ACTS) - played == set()


def test_the_page_about_rehearsals_can_be_played_and_names_every_word() -> None:
    page = (HERE.parents[1] / "docs/howto/rehearse.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    process, _text = read_definition(PROCESSES / "award_national51.yaml")
    lines = parse_script(example, "rehearse.md").checked(process)
    assert play(process, lines, calendar=StateCouncilCalendar()).difference is None
    words = {*ACTS, *Expected.model_fields, *Opening.model_fields}
    words |= {word for act in ACTS.values() for word in act.model_fields}
    assert {word for word in words if f"`{word}" not in page and f"{word}:" not in page} == set()
