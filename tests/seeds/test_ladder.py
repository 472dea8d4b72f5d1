"""The ladder of studios as shipped: what is opened about a title can be opened about it, at every rung."""

from datetime import date

import pytest

from engine.definition import Process
from engine.titles.effects import falls_with
from engine.titles.entries import Entry, replayed
from seeds.definition_file import read_definition
from seeds.load import PROCESSES

SHIPPED = {one.stem: read_definition(one)[0] for one in sorted(PROCESSES.glob("*.yaml"))}
RUNGS = [one for one in SHIPPED if one.startswith("studio_naming")]


def opened_about(process: Process) -> set[str]:
    """The processes that the terms of the title name: looks, mending, another leader."""
    terms = process.title_terms
    if terms is None:
        return set()
    looks = {one.process for one in terms.checks}
    return looks | {one.process for one in (terms.rectify, terms.leader_gone) if one is not None}


@pytest.mark.parametrize("key", SHIPPED)
def test_what_the_terms_of_a_title_open_is_about_that_title(key: str) -> None:
    granting = SHIPPED[key].key
    assert [one for one in opened_about(SHIPPED[key]) if granting not in SHIPPED[one].about_titles] == []


@pytest.mark.parametrize("rung", RUNGS)
def test_a_leader_without_honour_is_replaced_at_whichever_rung_the_studio_stands(rung: str) -> None:
    honour = replayed("SLM-2022-0001", [granted("SLM-1"), Entry("revoked", date(2023, 3, 1))])
    studio, terms = replayed("GZ-2022-0001", [granted("GZ-1")]), SHIPPED[rung].title_terms
    assert terms is not None
    [(title, follows)] = falls_with(honour, [(studio, terms)], date(2023, 3, 1))
    assert (title.number, follows.due) == ("GZ-2022-0001", date(2023, 6, 1))
    effects = {one.on_title for one in SHIPPED[follows.process].outcomes.values()}
    assert effects == {"change_leader", "cancel"}


def granted(case: str) -> Entry:
    return Entry("granted", date(2022, 5, 18), case, case, leader="演示甲", identity="hash-a")
