"""抄送 by rule: on which occasions, to whom, and how often."""

from dataclasses import replace
from typing import Any

import pytest

from engine import commands as c
from engine.definition import On
from engine.events import CaseCopied, Event
from engine.offering.choices import choices
from engine.way.copying import bodies_to_copy, occasions_of
from tests.engine.builders import (
    BODIES,
    BU,
    CHU,
    DANG,
    DETERMINE,
    NOMINEE_HASH,
    SHI,
    STAFF,
    SUBMIT,
    Calendar2022,
    Office,
    a_process,
    sign,
)

Raw = dict[str, Any]
NOMINEE = replace(BU, identity=NOMINEE_HASH)


class Copying(Office):
    """An office that sends copies by rule after each act, as the dispatcher does; twice, for it may."""

    def ask(self, command: c.Command) -> list[Event]:
        events = super().ask(command)
        for step_id, on in filter(None, map(occasions_of, events)):
            for _again in range(2):
                bodies = bodies_to_copy(self.process, self.state, step_id, on)
                super().ask(c.CopyByRule(step_id, on, {key: self.staff[key] for key in bodies}))
        return events

    @property
    def copied(self) -> list[tuple[str, str | None]]:
        return [(one.person, one.note) for one in self.state.copies]


def rule(to: str, on: On, **more: object) -> Raw:
    return {"to": [to], "on": on, **more}


def office(*rules: Raw, staff: c.Staff = STAFF, **more: Any) -> Copying:  # noqa: ANN401 - whatever a step may say
    step = sign("review", "clerk", copy_to=list(rules), **more)
    whole = {**BODIES, "party": BODIES["party"]}
    copying = Copying(a_process(step, bodies=whole), staff=staff)
    copying.opens()
    copying.submits()
    return copying


def test_a_copy_goes_out_when_the_step_opens() -> None:
    assert office(rule("party", "opened")).copied == [(DANG.id, "“review”开始办理")]


@pytest.mark.parametrize(
    ("on", "acts", "note"),
    [
        ("approved", "approve", "“review”已办结"),
        ("rejected", "reject", "“review”未通过"),
        ("returned", "return", "“review”退回了本件"),
        ("closed", "approve", "“review”已结束"),
        ("closed", "reject", "“review”已结束"),
        ("closed", "return", "“review”已结束"),
    ],
)
def test_a_copy_goes_out_when_the_step_ends_as_the_rule_says(on: On, acts: str, note: str) -> None:
    sending = office(rule("party", on))
    assert sending.copied == []
    if acts == "return":
        sending.returns(CHU, "nominate")
    else:
        sending.decides(CHU, "approve" if acts == "approve" else "reject", comment="理由")
    assert sending.copied == [(DANG.id, note)]


def test_no_other_end_of_the_step_is_copied() -> None:
    assert (
        office(rule("party", "approved"), rule("city", "rejected")).returns(CHU, "nominate").state.copies
        == ()
    )


def test_row_24_each_person_once_a_case_however_many_rules_and_visits() -> None:
    sending = office(rule("party", "opened"), rule("party", "returned"))
    sending.returns(CHU, "nominate").submits()
    assert sending.copied == [(DANG.id, "“review”开始办理")]


def test_asked_otherwise_the_copy_comes_up_again_on_each_occasion() -> None:
    sending = office(rule("party", "opened", again=True))
    sending.ask(c.MarkRead(DANG, sending.state.copies[0].id))
    assert sending.state.copies[0].read_at
    sending.returns(CHU, "nominate").submits()
    assert sending.copied == [(DANG.id, "“review”开始办理")]
    assert not [one for one in sending.state.copies if one.read_at]
    assert sending.events.count("case.copied") == 2


def test_nobody_is_copied_in_his_or_her_own_case() -> None:
    assert office(rule("office", "opened"), staff={**STAFF, "office": (CHU, NOMINEE)}).copied == [
        (CHU.id, "“review”开始办理")
    ]


def test_a_copy_by_rule_is_sent_by_nobody_and_read_like_any_other() -> None:
    sending = office(rule("city", "opened"))
    (event,) = [one for one, _ in sending.told if isinstance(one, CaseCopied)]
    assert event.by is None
    sending.ask(c.MarkRead(SHI, sending.state.copies[0].id))
    assert sending.state.copies[0].read_at == sending.now


def test_an_outcome_has_copies_of_its_own_and_they_go_out_although_the_case_is_over() -> None:
    outcomes: Any = DETERMINE["outcomes"]
    granted = {**DETERMINE, "outcomes": [{**outcomes[0], "copy_to": ["party"]}, outcomes[1]]}
    raw = a_process(bodies=BODIES).model_dump(by_alias=True)
    process = type(a_process()).model_validate({**raw, "steps": [SUBMIT, granted]})
    for outcome, copied in (("granted", [DANG.id]), ("refused", [])):
        sending = Copying(process)
        sending.opens()
        sending.submits().decides(CHU, outcome=outcome)
        assert sending.state.closed_at
        assert [one.person for one in sending.state.copies] == copied


def test_the_button_says_who_gets_a_copy() -> None:
    sending = office(rule("city", "approved"), rule("party", "returned"))
    mine = sending.mine(CHU)
    shown = choices(sending.process, sending.state, mine.id, now=sending.now, calendar=Calendar2022())
    effects = {one.act + one.value: one.effects for one in shown}
    assert "抄送市教育工会经办人" in effects["decideapprove"]
    assert "抄送基层党委" in effects["send_backnominate"]
    assert not any("抄送" in one for one in effects["decidereject"])


def test_copies_keep_nobody_from_taking_back() -> None:
    sending = office(rule("party", "approved"))
    sending.decides(CHU)
    sending.ask(c.TakeBack(CHU, _decided(sending)))
    assert sending.open_steps == ["review"]


def _decided(sending: Copying) -> str:
    return next(
        one.id for one in sending.state.assignments if one.step == "review" and one.status == "decided"
    )
