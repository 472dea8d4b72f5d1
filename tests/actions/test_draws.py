"""抽签 in an office: all cases of a round that wait are drawn at once, and go on with their own judges."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import advance, cases, draws, rounds, scoring
from actions.processes import publish
from engine.definition import Process
from engine.events import read_event
from engine.evolution import replay
from engine.refusals import DrawImpossible, NoSuchRound, NothingToDraw, SeedMissing
from engine.scores.draw_record import DrawRecord, differences
from engine.state import CaseState, score_of
from models import cases as stored
from models import draws as stored_draws
from models import journal, outbox
from models.sealing import Seal
from tests.factories import MONDAY, an_office, person
from tests.panel import a_panel, a_panel_process

ROUND = "judged-2022"
SHEET = {"title": "评分表", "criteria": [{"key": "results", "title": "成果", "max": 100}]}


def a_drawn_process(**more: object) -> Process:
    raw: dict[str, Any] = a_panel_process("judged").model_dump(mode="json", by_alias=True)
    step = {"key": "judging", "title": "专家评分", "kind": "score", "sheet": SHEET, "due": "5 working days"}
    raw["steps"][1] = {**step, "draw": {"of": "panel", "per_case": 2}, "blind": True, **more}
    return Process.model_validate({**raw, "kind": "campaign"})


def a_round(session: Session, seal: Seal, *, size: int = 5, **more: object) -> list[str]:
    """An office with a round in which four cases wait for the draw; their ids."""
    an_office(session)
    return a_round_in(session, seal, size=size, **more)


def a_round_in(session: Session, seal: Seal, *, size: int = 5, **more: object) -> list[str]:
    """The same in an office that is there."""
    publish(session, a_drawn_process(**more), "", actor_id=None, now=MONDAY)
    a_panel(session, size=size)
    rounds.open_round(
        session, "judged", year=2022, quota={"xjtu": 2}, actor=person(session, "prov.officer"), now=MONDAY
    )
    return [_handed_in(session, seal, chair) for chair in ("xjtu.chair", "xazx.chair") * 2]


def _handed_in(session: Session, seal: Seal, chair: str) -> str:
    actor = person(session, chair)
    case_id = cases.open_case(session, "judged", actor=actor, now=MONDAY)
    share = _state(session, case_id).assignments[0].id
    cases.submit(session, share, {"name": f"演示{chair}"}, actor=actor, now=MONDAY, seal=seal)
    advance.advance(session, case_id, now=MONDAY)
    return case_id


def _state(session: Session, case_id: str) -> CaseState:
    record = stored.load(session, case_id)
    assert record is not None
    return record.state


def draws_lots(session: Session, seed: str = "种子 07 12 19") -> DrawRecord:
    actor = person(session, "prov.officer")
    record = draws.hold_draw(session, ROUND, "judging", seed, actor=actor, now=MONDAY)
    draws.pass_on(session, ROUND, "judging", now=MONDAY)
    return record


def test_cases_wait_for_the_draw_and_go_on_with_their_judges(session: Session, seal: Seal) -> None:
    found = a_round(session, seal)
    assert {_state(session, one).pending for one in found} == {("judging",)}
    record = draws_lots(session)
    load: Counter[str] = Counter()
    for one in found:
        state = _state(session, one)
        judges = [share.person for share in state.assignments if share.step == "judging"]
        assert sorted(judges) == sorted(record.judges_of[state.number])
        load.update(judges)
    assert sorted(load.values()) == [1, 1, 2, 2, 2]


def test_the_stored_record_is_held_again_with_the_same_result(session: Session, seal: Seal) -> None:
    a_round(session, seal)
    draws_lots(session)
    [row] = stored_draws.of_round(session, ROUND)
    assert differences(draws.draw_named(session, row.id)) == []


def test_a_case_is_drawn_once_and_a_late_one_by_itself(session: Session, seal: Seal) -> None:
    a_round(session, seal)
    first = draws_lots(session)
    with pytest.raises(NothingToDraw, match="专家评分"):
        draws_lots(session, "更好的种子")
    late = _state(session, _handed_in(session, seal, "xjtu.chair")).number
    assert draws_lots(session, "第二次").cases == (late,)
    assert late not in first.cases


def test_only_a_named_seed_of_a_known_round_draws(session: Session, seal: Seal) -> None:
    a_round(session, seal)
    actor = person(session, "prov.officer")
    with pytest.raises(SeedMissing):
        draws.hold_draw(session, ROUND, "judging", "  ", actor=actor, now=MONDAY)
    with pytest.raises(NoSuchRound):
        draws.hold_draw(session, "judged-2021", "judging", "x", actor=actor, now=MONDAY)


def test_too_small_a_panel_draws_nothing_at_all(session: Session, seal: Seal) -> None:
    a_round(session, seal, size=1)
    with pytest.raises(DrawImpossible, match="需要 2 名评委，回避后只有 1 名"):
        draws_lots(session)
    assert stored_draws.of_round(session, ROUND) == []


def test_the_draw_is_passed_on_by_its_line_in_the_outbox(session: Session, seal: Seal) -> None:
    a_round(session, seal)
    draws.hold_draw(session, ROUND, "judging", "x", actor=person(session, "prov.officer"), now=MONDAY)
    lines = [
        one
        for one in outbox.claim(session, limit=1000, lease_seconds=60, now=MONDAY)
        if one.event == "draw.held"
    ]
    assert [(one.payload["step"], one.payload["cases"]) for one in lines] == [("judging", 4)]


def test_a_sample_leaves_the_others_to_go_on(session: Session, seal: Seal) -> None:
    found = a_round(session, seal, sample="40%")
    record = draws_lots(session)
    assert len(record.sampled) == 2
    for one in found:
        state = _state(session, one)
        visit = next(step for step in state.steps if step.key == "judging")
        assert (visit.outcome == "skipped") == (state.number not in record.sampled)


def test_points_are_stored_and_the_journal_replayed_gives_the_same_case(session: Session, seal: Seal) -> None:
    found = a_round(session, seal)
    draws_lots(session)
    shares = [one for one in _state(session, found[0]).assignments if one.step == "judging"]
    for share, points in zip(shares, ("90.5", 80), strict=True):
        judge = next(one for one in _panel(session) if one.id == share.person)
        scoring.give_score(session, share.id, {"results": points}, actor=judge, now=MONDAY, comment="好")
    state = _state(session, found[0])
    assert str(score_of(state)) == "341/4"
    assert {str(one.points) for one in state.assignments if one.points} == {
        "{'results': '90.5'}",
        "{'results': '80'}",
    }
    events = [(read_event(one.payload), one.at) for one in journal.lines(session, found[0])]
    replayed = None
    for event, at in events:
        replayed = replay(replayed, [event], at)
    assert replayed == state


def _panel(session: Session) -> list[Any]:
    return [person(session, f"panel{n:03}") for n in range(5)]
