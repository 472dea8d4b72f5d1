"""暂停销毁 and 销毁 as rules; what is taken out of a line, and what proves the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from engine import commands as c
from engine import events as e
from engine import refusals as r
from engine.definition import Retention
from engine.retention.proof import is_as_left, remains_of, words_gone
from engine.retention.taking_out import is_taken_out, taken_out
from engine.state import Person
from tests.engine.builders import LIN, Office, at_step, sign

ARCHIVIST = Person("dang", "演示党", "prov", frozenset({"archivist"}))
TEN = Retention.model_validate({"keep": "10 years", "clause": "第九条"})
NEW_YEAR_2033 = datetime(2032, 12, 31, 16, 0, tzinfo=UTC)


@pytest.fixture
def over() -> Office:
    """A case that ended in 2022."""
    office = at_step(sign("review", "clerk"))
    office.ask(c.Withdraw(LIN, "不报了"))
    return office


def destroy(**changes: Any) -> c.Destroy:  # noqa: ANN401 - any of its words
    said = {"listed": "XHQC-2033-0001", "proposed_by": "dang", "approved_by": "bu", "kept": TEN,
            "hindrances": (), "withheld": {"2": ("answers",)}, "remains": "0" * 64}  # fmt: skip
    return c.Destroy(**{**said, **changes})


def test_preserve_is_for_those_who_keep_the_archive_and_holds_until_it_ends(over: Office) -> None:
    over.ask(c.Preserve(ARCHIVIST, "法院调卷", NEW_YEAR_2033))
    with pytest.raises(r.PreservedAlready):
        over.ask(c.Preserve(ARCHIVIST, "审计"))
    over.later(NEW_YEAR_2033)
    assert over.ask(destroy())[0].event == "case.destroyed"


def test_lift_preservation_lets_what_is_due_be_destroyed_again(over: Office) -> None:
    over.ask(c.Preserve(ARCHIVIST, "法院调卷"))
    over.later(NEW_YEAR_2033)
    with pytest.raises(r.MayNotBeDestroyed, match="暂停销毁"):
        over.ask(destroy())
    over.ask(c.LiftPreservation(ARCHIVIST, "审结"))
    over.ask(destroy())
    assert over.state.destroyed_at == NEW_YEAR_2033


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kept": None}, "流程没有规定保管期限"),
        ({"kept": TEN.model_copy(update={"keep": "permanent"})}, "永久保管"),
        ({"kept": TEN.model_copy(update={"keep": 30})}, "保管到 2052 年年底"),
        ({"hindrances": ("所授或所涉的称号还有效",)}, "所授或所涉的称号还有效"),
    ],
)
def test_what_keeps_a_case_is_said(over: Office, changes: dict[str, object], why: str) -> None:
    over.later(NEW_YEAR_2033)
    with pytest.raises(r.MayNotBeDestroyed, match=why):
        over.ask(destroy(**changes))


def test_a_case_that_goes_on_is_not_destroyed() -> None:
    with pytest.raises(r.MayNotBeDestroyed, match="还没有办结"):
        at_step(sign("review", "clerk")).ask(destroy())


def test_after_it_nothing_is_asked_any_more(over: Office) -> None:
    over.later(NEW_YEAR_2033)
    over.ask(destroy())
    for command in (destroy(), c.Preserve(ARCHIVIST, "审计"), c.Disclose(ARCHIVIST, "核对")):
        with pytest.raises(r.DestroyedAlready):
            over.ask(command)


# ------------------------------------------------------------------------------------------- what is taken out

# Words that survive: who acted, in which place of which definition, by which number, when and with which count.
KEPT = {
    "agency", "approved_by", "asked_by", "assignments", "at", "back", "barred", "block", "body", "by", "case",
    "category", "clause", "closes", "criteria", "dropped", "drops", "fields", "for_name", "for_person",
    "from_version", "held_on", "how", "id", "item", "kind", "level", "listed", "mapping", "meeting", "name", "next",
    "now", "number", "objection", "occasion", "other", "outcome", "parent", "person", "points", "process",
    "proposed_by", "recused", "remains", "reopens", "round", "rule", "score", "shares", "step", "step_id",
    "tellers", "title", "to", "to_version", "total", "unit", "unit_city", "unit_name", "unit_sector", "version",
    "waits", "was", "who", "why", "withheld",
}  # fmt: skip


def _words(kind: type[Any], event: str) -> Iterator[tuple[str, str]]:
    """Every word of an event that can hold text, those of its parts among them."""
    for name, field in kind.model_fields.items():
        if name == "event" or is_taken_out(name, event):
            continue
        said = str(field.annotation)
        if "str" in said or "Mapping" in said or "object" in said:
            yield event, name
        for part in _parts(field.annotation):
            yield from _words(part, event)


def _parts(annotation: Any) -> list[type[Any]]:  # noqa: ANN401 - whatever a field may be
    if hasattr(annotation, "model_fields"):
        return [annotation]
    return [part for one in get_args(annotation) for part in _parts(one)]


def test_every_word_of_every_event_is_either_kept_on_purpose_or_taken_out() -> None:
    """A new event, or a new word in one, turns this red until somebody says what becomes of it."""
    words = {one for kind in get_args(e.Event) for one in _words(kind, kind.model_fields["event"].default)}
    assert sorted(one for one in words if one[1] not in KEPT) == []


def test_a_line_loses_what_people_wrote_and_keeps_who_decided_what() -> None:
    decided = {"event": "assignment.decided", "id": "a1", "by": "bu", "decision": "reject", "comment": "张三不合格",
               "answers": {"name": "张三"}}  # fmt: skip
    left, gone = taken_out(decided)
    assert left == {**decided, "comment": "", "answers": {}}
    assert gone == ("comment", "answers")


def test_the_lines_of_a_list_keep_their_number_and_an_identity_is_none() -> None:
    left, _ = taken_out({"event": "block.opened", "lines": ["张三", "李四"], "because": "张三"})
    assert (left["lines"], left["because"]) == (["", ""], "")
    assert (
        taken_out({"event": "case.submitted", "identity": "hash", "subject": "张三"})[0]["identity"] is None
    )


def test_what_is_in_the_parts_of_an_event_is_taken_out_too() -> None:
    left, gone = taken_out(
        {"event": "opinion.asked", "opinions": [{"id": "o1", "carried": "digest", "reason": "张三"}]}
    )
    assert left["opinions"] == [{"id": "o1", "carried": None, "reason": ""}]
    assert gone == ("opinions",)


@dataclass(frozen=True)
class Line:
    seq: int
    hash: str
    payload: dict[str, Any]


BEFORE = [Line(1, "a", {"event": "case.opened"}), Line(2, "b", {"event": "case.submitted", "answers": {}})]
SHOWN = [(1, "c")]
LAST = Line(
    3, "d", {"event": "case.destroyed", "withheld": {"2": ["answers"]}, "remains": remains_of(BEFORE, SHOWN)}
)


def test_the_last_line_covers_what_is_left() -> None:
    assert is_as_left([*BEFORE, LAST], SHOWN)
    assert words_gone([*BEFORE, LAST]) == {2: ("answers",)}
    assert words_gone(BEFORE) == {}


@pytest.mark.parametrize(
    "changed",
    [
        [BEFORE[0], replace(BEFORE[1], payload={"event": "case.submitted", "answers": {"name": "他"}}), LAST],
        [BEFORE[0], replace(BEFORE[1], hash="x"), LAST],
        [BEFORE[0], LAST],
    ],
    ids=["a word put in", "a hash changed", "a line left out"],
)
def test_whatever_is_changed_afterwards_is_found(changed: list[Line]) -> None:
    assert not is_as_left(changed, SHOWN)
    assert not is_as_left([*BEFORE, LAST], [(1, "y")])
