"""The six boxes and the list of cases on real PostgreSQL: what is counted is listed, and only what one may see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from actions import assignments, handing_on, overseeing
from actions.advance import advance
from actions.organisation import import_organ, person_id
from actions.processes import publish
from engine.refusals import Refusal
from engine.state import AssignmentState, CaseState
from models import cases as stored
from models import organisation
from models.reads import cases as listing
from models.reads import inbox
from models.reads.inbox import BOXES, Box
from models.reads.narrowing import Narrowing
from models.reads.visible import may_see
from models.sealing import Seal
from runtime.database import Database
from runtime.embedded import Embedded
from tests.factories import MONDAY, person
from tests.panel import a_panel_case, a_panel_office, a_panel_process

POOLED = a_panel_process("pooled", mode="any", on_refusal=None, pool=True, claim="2 working days")
TOGETHER = a_panel_process("together", mode="all", on_refusal="collect", due="1 working days")
READERS = (
    "panel000",
    "panel001",
    "panel002",
    "xjtu.chair",
    "xazx.chair",
    "prov.officer",
    "prov.head",
    "admin",
)
LATER = MONDAY + timedelta(days=8)


@dataclass
class Shelf:
    """An office with many cases in all places."""

    session: Session
    seal: Seal
    cases: list[str]
    chance: Random

    def state(self, case_id: str) -> CaseState:
        record = stored.load(self.session, case_id)
        assert record is not None
        return record.state

    @property
    def states(self) -> list[CaseState]:
        return [self.state(one) for one in self.cases]


def filled(session: Session, seal: Seal) -> Shelf:
    """Acts by chance, always the same: claims, decisions, transfers, holds, copies, urging."""
    a_panel_office(session, POOLED, size=3)
    publish(session, TOGETHER, "", actor_id=None, now=MONDAY)
    shelf = Shelf(session, seal, [], chance := Random(7))  # noqa: S311 - chance of a test
    for n in range(24):
        chair = chance.choice(["xjtu.chair", "xazx.chair"])
        case_id = a_panel_case(session, seal, chance.choice([POOLED, TOGETHER]), chair=chair)
        shelf.cases.append(case_id)
        _happens(shelf, case_id, MONDAY + timedelta(hours=n % 5))
    return shelf


def _happens(shelf: Shelf, case_id: str, now: datetime) -> None:
    for _ in range(shelf.chance.randint(0, 4)):
        every = [one for one in shelf.state(case_id).assignments if one.status == "open"]
        if not every:
            return
        share = shelf.chance.choice(every)
        try:
            _act(shelf, case_id, share, now)
        except Refusal:
            continue
        advance(shelf.session, case_id, now=now)


def _act(shelf: Shelf, case_id: str, share: AssignmentState, now: datetime) -> None:
    session, seal, chance = shelf.session, shelf.seal, shelf.chance
    actor = organisation.person(session, share.person)
    admin, head = person(session, "admin"), person(session, "prov.head")
    match chance.choice(["claim", "decide", "decide", "hand", "copy", "hold", "urge"]):
        case "claim":
            handing_on.claim(session, share.id, actor=actor, now=now)
        case "decide":
            outcome = "yes" if share.step == "decision" else None
            assignments.decide(session, share.id, "approve", actor=actor, now=now, seal=seal, outcome=outcome)
        case "hand":
            handing_on.transfer(session, share.id, head.id, actor=actor, now=now)
        case "copy":
            overseeing.copy_to(session, case_id, [head.id, person_id("member1")], actor=actor, now=now)
        case "hold":
            if chance.random() < 0.4:
                overseeing.hold(session, case_id, "等", actor=admin, now=now)
        case "urge":
            overseeing.urge(session, case_id, actor=admin, now=now)


@pytest.fixture(scope="module")
def shelf(cluster: Embedded) -> Iterator[Shelf]:
    """One office for all of these tests; none of them changes it."""
    cluster.create_database("boxes", template="template_office")
    database = Database(cluster.url("boxes"))
    with database.transaction() as session:
        made = filled(session, Seal(b"a key of thirty-two bytes or more"))
    with Session(database.engine) as session:
        yield replace(made, session=session)
    database.dispose()


NARROWINGS = st.builds(
    Narrowing,
    process=st.sampled_from(["", "", "pooled", "together", "nothing"]),
    step=st.sampled_from(["", "", "panel", "decision", "enrol"]),
    who=st.sampled_from(["", "", "panel", "panel001", "演示", "%", "nobody"]),
    unit=st.sampled_from(["", "", "交通", "西安", "_"]),
    q=st.sampled_from(["", "", "2022", "POOLED", "演示", "%"]),
    status=st.sampled_from(["", "", "under_way", "held", "determined"]),
    overdue=st.booleans(),
    waits_before=st.sampled_from([None, None, MONDAY, MONDAY + timedelta(hours=2), LATER]),
    read=st.booleans(),
)
QUIET = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(st.sampled_from(READERS), st.sampled_from(BOXES), NARROWINGS, st.sampled_from([MONDAY, LATER]))
def test_pain_18_the_figure_of_a_box_is_the_number_of_its_rows_whatever_it_is_narrowed_by(
    shelf: Shelf, login: str, box: Box, narrowing: Narrowing, now: datetime
) -> None:
    """camunda#18864, viewflow#293: filters and counts that lied."""
    me = person_id(login)
    rows, total = inbox.lines(shelf.session, box, me, now=now, narrowing=narrowing, limit=1000)
    figures = inbox.counts(shelf.session, me, now=now, narrowing=narrowing)
    assert figures.of(box) == len(rows)
    assert total == len(rows)
    if box == "waiting":
        assert figures.overdue == sum(one.due_at is not None and one.due_at <= now for one in rows)
    keys = [(one.case_id, one.assignment_id) for one in rows]
    assert len(set(keys)) == len(keys)


@QUIET
@given(st.sampled_from(READERS), st.sampled_from(BOXES), NARROWINGS)
def test_narrowing_only_takes_rows_away_and_takes_those_that_do_not_fit(
    shelf: Shelf, login: str, box: Box, narrowing: Narrowing
) -> None:
    me = person_id(login)
    whole, _ = inbox.lines(
        shelf.session, box, me, now=LATER, narrowing=Narrowing(read=narrowing.read), limit=1000
    )
    rows, _ = inbox.lines(shelf.session, box, me, now=LATER, narrowing=narrowing, limit=1000)
    assert rows == [one for one in whole if one in rows]
    kept = {(one.case_id, one.assignment_id) for one in rows}
    shares = box in ("waiting", "group", "claimable")
    for one in whole:
        state = shelf.state(one.case_id)
        asked = [share for share in state.assignments if share.status == "open"]
        if shares:
            mine = state.assignment(one.assignment_id or "")
            assert mine is not None
            asked = [mine]
        fits = _case_fits(state, narrowing) and (
            any(_share_fits(state, share, narrowing, alone=not shares) for share in asked)
            or (not shares and _asks_nothing_of_shares(narrowing))
        )
        if not shares and narrowing.step:
            fits = fits and any(v.key == narrowing.step and v.status == "open" for v in state.steps)
        assert ((one.case_id, one.assignment_id) in kept) == fits


def _case_fits(state: CaseState, narrowing: Narrowing) -> bool:
    words = [state.number, state.subject or "", state.unit.name]
    return (
        narrowing.process in ("", state.process)
        and narrowing.unit in state.unit.name
        and (not narrowing.q or any(narrowing.q.lower() in one.lower() for one in words))
        and (
            narrowing.status in ("", state.status) or (narrowing.status == "held" and state.held is not None)
        )
    )


def _asks_nothing_of_shares(narrowing: Narrowing) -> bool:
    return not (narrowing.who or narrowing.overdue or narrowing.waits_before)


def _share_fits(state: CaseState, share: AssignmentState, narrowing: Narrowing, *, alone: bool) -> bool:
    """``alone``: of the share itself whom it waits for is asked; otherwise of any open share of the visit."""
    same = [one for one in state.share_of(share.step_id) if one.status == "open"]
    names = [share.name] if alone else [one.name for one in same]
    return (
        narrowing.step in ("", share.step)
        and (not narrowing.overdue or (share.due_at is not None and share.due_at <= LATER))
        and (narrowing.waits_before is None or share.opened_at < narrowing.waits_before)
        and any(narrowing.who in one for one in names)
    )


@QUIET
@given(st.sampled_from(READERS), NARROWINGS, st.integers(1, 7))
def test_the_pages_of_the_list_of_cases_are_together_what_was_counted_and_all_may_be_seen(
    shelf: Shelf, login: str, narrowing: Narrowing, size: int
) -> None:
    me = person_id(login)
    found, offset, total = [], 0, 1
    while offset < total:
        rows, total = listing.listed(
            shelf.session, me, now=LATER, narrowing=narrowing, limit=size, offset=offset
        )
        found += rows
        offset += size
        assert rows or not total
    assert len(found) == len({one.case_id for one in found}) == total
    assert all(may_see(shelf.session, one.case_id, me) for one in found)


def test_row_2_each_box_holds_what_its_name_says(shelf: Shelf) -> None:
    filled_boxes = dict.fromkeys(BOXES, 0)
    for login in READERS:
        me = person_id(login)
        boxes = {box: inbox.lines(shelf.session, box, me, now=LATER, limit=1000)[0] for box in BOXES}
        filled_boxes = {box: count + len(boxes[box]) for box, count in filled_boxes.items()}
        open_ = {
            one.id: (state, one)
            for state in shelf.states
            for one in state.assignments
            if one.status == "open" and state.held is None and one.person == me
        }
        claimable = {
            key
            for key, (state, one) in open_.items()
            if state.process == "pooled" and one.step == "panel" and one.via in ("offer", "transfer")
            and one.claimed_until is None
        }  # fmt: skip
        assert {one.assignment_id for one in boxes["claimable"]} == claimable
        assert {one.assignment_id for one in boxes["waiting"]} == set(open_) - claimable
        assert {one.case_id for one in boxes["started"]} == {
            one.id for one in shelf.states if one.opened_by == me
        }
        assert all(may_see(shelf.session, one.case_id, me) for box in boxes.values() for one in box)
    assert all(filled_boxes.values()), "a box that nothing was in proves nothing"


def test_pain_17_the_groups_box_follows_who_sits_in_the_body_today(session: Session, seal: Seal) -> None:
    """spiff-arena#1981: the membership changed, the task did not follow."""
    a_panel_office(session, TOGETHER, size=2)
    case_id = a_panel_case(session, seal, TOGETHER)
    newcomer = person_id("prov.head")
    assert inbox.counts(session, newcomer, now=MONDAY).group == 0
    import_organ(
        session, key="panel", title="评审组", unit="prov", logins=["panel000", "panel001", "prov.head"]
    )
    [row], _ = inbox.lines(session, "group", newcomer, now=MONDAY)
    assert (row.case_id, row.others) == (case_id, ("演示panel000", "演示panel001"))
    assert inbox.counts(session, person_id("panel000"), now=MONDAY).group == 0, "it is in the own box"


def test_row_4_a_line_says_whom_it_waits_for_since_when_until_when_and_the_last_reminder(
    session: Session, seal: Seal
) -> None:
    first, _second = a_panel_office(session, TOGETHER, size=2)
    a_panel_case(session, seal, TOGETHER)
    chair = person(session, "xjtu.chair")
    [row], _ = inbox.lines(session, "started", chair.id, now=MONDAY)
    assert row.others == ("演示panel000", "演示panel001")
    assert (row.waits_since, row.reminded_at) == (MONDAY, None)
    assert row.due_at is not None
    overseeing.urge(session, row.case_id, actor=chair, now=MONDAY + timedelta(hours=1))
    [row], _ = inbox.lines(session, "started", chair.id, now=MONDAY)
    assert row.reminded_at == MONDAY + timedelta(hours=1)
    [mine], _ = inbox.lines(session, "waiting", first.id, now=MONDAY)
    assert (mine.others, mine.reminded_at) == (("演示panel001",), MONDAY + timedelta(hours=1))


def test_a_saved_narrowing_finds_what_the_unsaved_one_did(shelf: Shelf) -> None:
    """camunda#18864."""
    one = Narrowing(process="together", who="panel", overdue=True)
    me = person_id("admin")
    listed = [
        listing.listed(shelf.session, me, now=LATER, narrowing=said, limit=50, offset=0)
        for said in (one, replace(one))
    ]
    assert listed[0] == listed[1]
    assert listed[0][1] > 0
