"""Scripts played on small definitions: who plays, what time does, what is refused, what is expected."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from engine.definition import Process
from engine.evolution import replay
from engine.forms.answers import must_be_complete
from engine.rehearsal.acts import ACTS, Line
from engine.rehearsal.plausible import plausible
from engine.rehearsal.player import Rehearsal, play
from engine.rehearsal.proofreading import proofread
from engine.rehearsal.script import Expect, Opening, Pass
from engine.rehearsal.stage import Refused, Told
from tests.engine.builders import (
    BODIES,
    FIELDS,
    Calendar2022,
    a_process,
    at,
    ballot,
    publicity,
    sign,
)

MACHINE = {
    "key": "paper",
    "title": "生成文书",
    "kind": "machine",
    "task": "render_document",
    "document": "form",
}
HANDED_IN = {"at": "2022-02-21T09:00", "actor": "lin", "act": "submit"}


def read(written: Mapping[str, Any]) -> Line:
    if "act" in written:
        return ACTS[written["act"]].model_validate(written)
    kind = Expect if "expect" in written else Pass if "at" in written else Opening
    return kind.model_validate(written)


def rehearse(process: Process, *script: Mapping[str, Any]) -> Rehearsal:
    return play(process, [read(one) for one in script], calendar=Calendar2022())


def all_well(process: Process, *script: Mapping[str, Any]) -> Rehearsal:
    rehearsal = rehearse(process, *script)
    assert rehearsal.difference is None, rehearsal.difference.sentence
    return rehearsal


def expect(**words: object) -> dict[str, object]:
    return {"expect": words}


def decide(actor: str, decision: str = "approve", **more: object) -> dict[str, object]:
    return {"actor": actor, "act": "decide", "decision": decision, **more}


# Who plays


def test_without_a_cast_a_name_takes_the_seat_that_is_free() -> None:
    rehearsal = all_well(
        a_process(sign("first", "party")),
        HANDED_IN,
        expect(open="first", waiting="wang"),
        decide("wang"),
        expect(open="decision", waiting="zhao"),
        decide("zhao"),
        expect(status="determined", determination="granted"),
    )
    told = [one for one in rehearsal.told if isinstance(one, Told)]
    assert [one.actor for one in told if one.event.event == "assignment.decided"] == ["lin", "wang", "zhao"]


def test_a_seat_that_is_taken_stays_taken() -> None:
    all_well(
        a_process(sign("first", "party"), sign("second", "party")),
        HANDED_IN,
        decide("wang"),
        decide("zhao"),
        expect(refused="NotYours", open="second"),
        decide("wang"),
        expect(open="decision"),
    )


def test_who_does_it_twice_hears_that_it_is_done() -> None:
    all_well(
        a_process(sign("first", "party"), sign("second", "city")),
        HANDED_IN,
        decide("wang"),
        decide("wang"),
        expect(refused="AlreadyDecided", open="second"),
    )


def test_the_key_of_a_body_is_its_only_member() -> None:
    all_well(
        a_process(sign("first", "party", "all")),
        {**HANDED_IN, "actor": "grass"},
        expect(waiting="party"),
        decide("party"),
        expect(open="decision"),
    )


def test_without_a_cast_all_who_vote_are_members() -> None:
    votes = [{"actor": name, "act": "vote", "decision": "approve"} for name in ("a", "b", "c")]
    all_well(
        a_process(ballot()),
        HANDED_IN,
        expect(waiting=["a", "b", "c", "clerk"]),
        *votes[:2],
        expect(open="vote"),
        votes[2],
        expect(open="decision", happened="ballot.counted"),
    )


def test_a_written_cast_sits_in_its_order() -> None:
    cast = {"bu": {"bodies": ["office"]}, "chu": {"bodies": ["office"]}}
    all_well(
        a_process(sign("review", "office", "sequence")),
        {"cast": cast},
        {**HANDED_IN, "actor": "grass"},
        decide("chu"),
        expect(refused="NotYourTurn", waiting="bu"),
        decide("bu"),
        expect(waiting="chu"),
    )


def test_a_post_makes_a_member_in_the_unit_that_the_body_names() -> None:
    cast = {
        "lin": {"unit": "xjtu", "posts": "union_chair"},
        "shi": {"unit": "xian", "posts": "city_reviewer"},
        "tan": {"unit": "xjtu", "posts": "city_reviewer"},  # not of the unit above
    }
    all_well(
        a_process(sign("city_review", "city", "all")),
        {"unit": {"key": "xjtu"}, "cast": cast},
        HANDED_IN,
        expect(waiting="shi"),
    )


def test_in_a_ballot_members_from_the_nominating_unit_are_recused() -> None:
    cast = {name: {"bodies": "seats", "unit": name} for name in ("xjtu", "prov")}
    all_well(
        a_process(ballot()),
        {"unit": {"key": "xjtu"}, "cast": cast},
        {**HANDED_IN, "actor": "grass"},
        expect(waiting=["prov", "clerk"]),
    )


def test_nobody_decides_on_himself() -> None:
    cast = {"dang": {"bodies": "party", "identity": 999999198001010038}}
    all_well(
        a_process(sign("first", "party")),
        {"cast": cast, "answers": {"id_no": 999999198001010038}},
        {**HANDED_IN, "actor": "grass"},
        expect(held=True, open=[], happened="case.held"),
    )


# What time does


def test_a_window_closes_at_its_own_moment_and_not_when_the_script_looks() -> None:
    rehearsal = all_well(
        a_process(publicity()),
        HANDED_IN,
        expect(window="2022-02-28", status="in_publicity"),
        {"at": "2022-02-28T23:59"},
        expect(open="showing"),
        {"at": "2022-04-01"},
        expect(open="decision", window=None),
    )
    closed = [one for one in rehearsal.told if isinstance(one, Told) and one.step == "showing"][-1]
    assert closed.at == at(3, 1, 0)


def test_reminders_come_before_the_due_date_and_the_mark_of_being_late_after_it() -> None:
    all_well(
        a_process(sign("first", "party", due="5 working days")),
        HANDED_IN,
        expect(due={"first": "2022-02-28"}),
        {"at": "2022-02-28T23:00"},
        expect(happened="assignment.reminded"),
        {"at": "2022-03-01"},
        expect(happened="assignment.overdue", open="first"),
        {"at": "2022-03-20"},
        expect(happened=[]),
    )


def test_a_machine_works_as_soon_as_the_script_goes_on() -> None:
    all_well(
        a_process(MACHINE, sign("first", "party")),
        HANDED_IN,
        expect(open="paper"),
        decide("wang"),
        expect(open="decision", happened=["machine.finished"]),
    )


def test_a_machine_that_fails_holds_the_case_until_it_is_resumed() -> None:
    all_well(
        a_process(MACHINE),
        HANDED_IN,
        {"at": "2022-02-22", "act": "fail_machine", "reason": "缺少字体"},
        expect(held=True, open="paper"),
        {"at": "2022-03-22"},
        expect(held=True, happened=[]),
        {"actor": "guan", "act": "resume"},
        {"at": "2022-03-23"},
        expect(held=False, open="decision"),
    )


def test_an_objection_stops_the_window_until_the_finding() -> None:
    all_well(
        a_process(publicity()),
        HANDED_IN,
        {"at": "2022-02-23T10:00", "act": "objection"},
        {"at": "2022-03-10T10:00"},
        expect(open="showing", window=None),
        {"actor": "dang", "act": "finding", "upheld": False, "reason": "查无实据"},
        expect(window="2022-03-15"),
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-04-22T09:00", datetime(2022, 4, 22, 1, tzinfo=UTC)),
        ("2022-04-22 09:00:30", datetime(2022, 4, 22, 1, 0, 30, tzinfo=UTC)),
        ("2022-04-22", datetime(2022, 4, 21, 16, tzinfo=UTC)),
        ("2022-04-22T09:00Z", datetime(2022, 4, 22, 9, tzinfo=UTC)),
        ("2022-04-22T09:00+09:00", datetime(2022, 4, 22, tzinfo=UTC)),
    ],
)
def test_a_moment_without_a_zone_is_that_of_shanghai(written: str, moment: datetime) -> None:
    assert Pass.model_validate({"at": written}).at == moment


@pytest.mark.parametrize("written", ["tomorrow", "2022-02-31", "20220422", "2022-04-22T25:00", 2022, None])
def test_what_is_no_moment_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="时间读不懂"):
        Pass.model_validate({"at": written})


# Forms and places


def test_a_form_is_filled_so_that_the_rules_are_met() -> None:
    area = {"key": "area", "label": "面积", "type": "integer", "min": 1}
    kind = {"key": "kind", "label": "类别", "type": "choice", "options": ["甲", "乙"]}
    note = {"key": "note", "label": "说明", "type": "text", "required": False}
    rules = [
        {
            "all": [
                {"field": "area", "op": ">", "value": 300},
                {"not": {"field": "kind", "op": "==", "value": "甲"}},
            ]
        },
        {"any": [{"field": "note", "op": "filled"}, {"field": "cadre", "op": "==", "value": True}]},
        {"field": "cadre", "op": "!=", "value": False},
    ]
    named = [
        {"key": f"r{n}", "title": "规则", "clause": "试验", "checked_at": "nominate", "condition": rule}
        for n, rule in enumerate(rules)
    ]
    share = {"part": "agree", "whole": "due", "op": ">", "num": 1, "den": 2}
    named.append({"key": "half", "title": "过半", "clause": "试验", "checked_at": "nominate", "share": share})
    process = a_process(
        form={"subject": "name", "identity": "id_no", "fields": [*FIELDS, area, kind, note]}, rules=named
    )
    answers = plausible(process, "nominate")
    must_be_complete(process, "nominate", answers, answers)
    assert (answers["area"], answers["kind"], answers["note"], answers["cadre"]) == (301, "乙", "演示", True)


def test_a_made_up_form_has_as_many_rows_as_a_rule_asks_for() -> None:
    team: dict[str, object] = {
        "key": "team",
        "label": "成员",
        "type": "table",
        "columns": [{"key": "name", "label": "姓名", "type": "text", "max": 20}],
    }
    enough = {"key": "enough", "title": "三人以上", "clause": "办法", "checked_at": "nominate"}
    rule = enough | {"condition": {"field": "team.rows", "op": ">=", "value": 3}}
    process = a_process(
        form={"subject": "name", "identity": "id_no", "fields": [*FIELDS, team]}, rules=[rule]
    )
    assert plausible(process, "nominate")["team"] == [{"name": "演示"}] * 3


def test_what_the_act_says_goes_over_what_the_script_says() -> None:
    rehearsal = all_well(
        a_process(),
        {"answers": {"name": "甲", "due": 10}},
        {**HANDED_IN, "answers": {"name": "乙"}},
        expect(open="decision"),
    )
    assert rehearsal.state is not None
    assert (rehearsal.state.subject, rehearsal.state.answers["due"]) == ("乙", 10)


def test_null_leaves_a_field_out() -> None:
    all_well(
        a_process(),
        {**HANDED_IN, "answers": {"name": None}},
        expect(refused="FormIncomplete", open="nominate", status="draft"),
    )


QUOTA = {"taken_at": "nominate", "kept_from": "decision", "source": "试验"}


@pytest.mark.parametrize(
    ("quota", "refused"),
    [({"places": 1, "used": 1}, "QuotaExhausted"), (None, "NoQuota"), ({"places": 2, "used": 1}, None)],
)
def test_places_are_as_the_script_says(quota: object, refused: str | None) -> None:
    all_well(a_process(quota=QUOTA), {"quota": quota}, HANDED_IN, expect(refused=refused))


def test_places_of_one_case_count_for_the_next() -> None:
    all_well(
        a_process(quota=QUOTA),
        HANDED_IN,
        expect(used=1),
        {"actor": "lin", "act": "open"},
        {"actor": "lin", "act": "submit"},
        expect(refused="QuotaExhausted", used=1, status="draft"),
    )


# What is expected


def test_the_first_difference_says_what_was_expected_and_stops_the_play() -> None:
    process = a_process(sign("first", "party"))
    rehearsal = rehearse(process, HANDED_IN, expect(open="decision", status="draft"), decide("wang"))
    assert rehearsal.difference is not None
    assert rehearsal.difference.sentence == "期望 open 为 [decision]，实际为 [first]"
    assert rehearsal.difference.line == 1
    assert rehearsal.open == ("first",)


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ({"status": "determined"}, "status"),
        ({"determination": "granted"}, "determination"),
        ({"refused": "NotYours"}, "refused"),
        ({"held": True}, "held"),
        ({"closed": True}, "closed"),
        ({"waiting": ["wang", "lin"]}, "waiting"),
        ({"visit": {"first": 2}}, "visit"),
        ({"due": {"first": "2022-01-01"}}, "due"),
        ({"due": {"first": None}}, "due"),
        ({"window": "2022-03-01"}, "window"),
        ({"used": 1}, "used"),
        ({"happened": ["step.opened", "case.closed"]}, "happened"),
        ({"open": []}, "open"),
    ],
)
def test_every_expectation_can_fail(words: dict[str, object], word: str) -> None:
    process = a_process(sign("first", "party", due="3 working days"))
    found = rehearse(process, HANDED_IN, expect(**words), decide("wang")).difference
    assert found is not None
    assert found.word == word


def test_a_refusal_that_the_script_passes_over_is_a_difference() -> None:
    rehearsal = rehearse(
        a_process(sign("first", "party")), HANDED_IN, decide("wang", "reject"), decide("wang")
    )
    assert rehearsal.difference is not None
    assert rehearsal.difference.sentence.startswith("不予办理（CommentMissing）：请写明理由")
    assert isinstance(rehearsal.told[-1], Refused)


@pytest.mark.parametrize(
    "act",
    [
        decide("wang"),
        {"actor": "wang", "act": "resume"},
        {"actor": "wang", "act": "withdraw", "reason": "不报了"},
        {"act": "objection"},
        {"act": "fail_machine"},
    ],
    ids=lambda act: act["act"],
)
def test_nothing_can_be_done_before_the_case_is_opened(act: Mapping[str, object]) -> None:
    all_well(
        a_process(publicity(), sign("first", "party")),
        {"at": "2022-02-21", **act},
        expect(refused="NoSuchCase", open=[], determination=None),
    )


def test_played_twice_it_is_the_same_and_its_events_give_its_state() -> None:
    script = (HANDED_IN, decide("wang"), {"at": "2022-04-01"}, decide("zhao"))
    first, second = (rehearse(a_process(publicity(), sign("x", "city")), *script) for _ in range(2))
    assert first.state == second.state
    state = None
    for one in first.told:
        if isinstance(one, Told):
            state = replay(state, [one.event], one.at)
    assert state == first.state


# What is wrong with a script


def test_a_script_is_held_against_its_definition_and_all_findings_are_told() -> None:
    script = [
        read({"cast": {"lin": {"bodies": ["nobody"]}}, "answers": {"nam": "甲"}}),
        read(HANDED_IN),
        read({"at": "2022-02-20", **decide("lyn"), "step": "frist"}),
        read({"actor": "lin", "act": "send_back", "to": "nominat"}),
        read({"actor": "lin", "act": "opinion", "agency": "pollice", "answer": "agree"}),
        read(
            expect(open="frist", visit={"x": 1}, refused="Nope", happened="case.open", determination="gold")
        ),
        read({"quota": None}),
    ]
    found = proofread(a_process(sign("first", "party")), script)
    assert [(one.path[0], one.path[-1]) for one in found] == [
        (2, "at"),
        (0, 0),
        (0, "nam"),
        (2, "actor"),
        (2, "step"),
        (3, "to"),
        (4, "agency"),
        (5, 0),
        (5, "x"),
        (5, "refused"),
        (5, 0),
        (5, "determination"),
        (6, 6),
    ]
    assert found[0].sentence == "时间倒退：2022年2月20日 00:00 早于前面的 2022年2月21日 09:00"
    assert found[2].cure == "是否想写“name”？"


def test_others_who_do_not_fit_on_their_list_are_a_finding() -> None:
    others = {"places": 2, "classes": {"产业工人": 3}, "flags": {"农民工": 3}}
    with pytest.raises(ValidationError) as wrong:
        ACTS["put_forward"].model_validate({"act": "put_forward", "actor": "chu", "others": others})
    for said in ("各类别合计 3 名，超过常规名额 2 名", "农民工 3 名，超过常规名额 2 名"):
        assert said in str(wrong.value.errors())


def test_a_script_without_a_moment_has_nowhere_to_begin() -> None:
    (found,) = proofread(a_process(), [read({"actor": "lin", "act": "submit"})])
    assert "没有写任何时间" in found.sentence


def test_a_return_is_played_in_both_ways_and_copies_by_rule_go_out_by_themselves() -> None:
    both = ["rerun", "straight_back"]
    rules = [{"to": ["city"], "on": "returned"}]
    process = a_process(
        sign("first", "party"), sign("second", "clerk", returns=both, copy_to=rules), bodies=BODIES
    )
    whole = all_well(
        process,
        {**HANDED_IN},
        decide("dang"),
        {"actor": "chu", "act": "send_back", "to": "nominate", "reason": "请补正", "then": "straight_back"},
        expect(open=["nominate"], status="returned"),
        {"actor": "lin", "act": "submit"},
        expect(open=["second"], visit={"second": 2}),
        {"actor": "chu", "act": "send_back", "to": "nominate", "reason": "再补正", "then": "rerun"},
        {"actor": "lin", "act": "submit"},
        expect(open=["first"]),
        {"actor": "dang", "act": "send_back", "to": "nominate", "reason": "补正", "then": "straight_back"},
        expect(refused="ReturnsOtherwise"),
    )
    copied = [one.event for one in whole.told if isinstance(one, Told) and one.event.event == "case.copied"]
    assert len(copied) == 1, "once a person and case"
