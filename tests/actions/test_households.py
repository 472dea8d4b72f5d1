"""One household, one file, from the application to the number of the file."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import household_work, matching
from actions.households import open_file
from engine.hardship.matching import Fact
from engine.refusals import (
    CommentMissing,
    FormIncomplete,
    NotForTheCentre,
    OutcomeDoesNotFit,
    OwnCase,
    Recused,
)
from models import data_requests, households, journal, outbox
from models.sealing import Seal
from seeds.household_rules import agencies_for
from tests.engine.households import APPLICANT, DAUGHTER, SPOUSE, a_file, members
from tests.households import HouseholdStory, a_story

WHY = "月人均高于低保线的两倍"


def test_a_household_comes_to_its_file_and_the_figure_is_that_of_the_rule(
    session: Session, seal: Seal
) -> None:
    story = a_story(session, seal)
    story.filed()
    answers = story.state.answers
    assert (answers["hardship_class"], answers["by_head"]) == ("深度困难", "466.67")
    assert answers["file_number"] == "KNZG-2022-0001"
    assert story.state.status == "determined"


def test_nothing_personal_stands_in_the_tables_of_the_household(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.filed()
    rows = session.execute(
        text("SELECT v::text FROM household_versions v UNION ALL SELECT q::text FROM data_requests q")
    )
    written = "\n".join(rows.scalars())
    assert APPLICANT not in written
    assert "演示甲" not in written
    assert "38400" not in written


def test_a_file_with_findings_is_kept_and_not_handed_in(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    wrong = a_file(
        members=members(incomes=[{"kind": "wage", "amount": "-1", "first": "2021-11", "last": "2022-10"}])
    )
    story.filled(wrong)
    with pytest.raises(FormIncomplete) as refused:
        story.submitted()
    assert [one.message for one in refused.value.findings] == ["本人第 1 行工资奖金为 -1 元，不得为负。"]
    kept = open_file(session, story.case_id, seal)
    assert kept is not None
    assert kept.file == wrong


def test_a_case_is_about_whoever_is_himself_in_the_file(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    mine = story.form["id_no"]
    story.form = {**story.form, "id_no": SPOUSE}
    with pytest.raises(FormIncomplete, match="“本人”的身份证号与表单上的不一致"):
        story.submitted()
    story.form = {**story.form, "id_no": mine}
    story.submitted()


def test_without_a_file_the_form_says_so(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    with pytest.raises(FormIncomplete) as refused:
        story.submitted()
    assert [one.field for one in refused.value.findings] == ["household"]


def test_nobody_is_in_two_open_files(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.filed()
    other = HouseholdStory(session, seal, now=story.now)
    own = {**members()[0], "id_number": "999999197002010043"}
    other.opened()
    other.filled(a_file(members=[own, members()[1]]))
    found = open_file(session, other.case_id, seal)
    assert found is not None
    assert [one.sentence for one in found.findings] == [
        "配偶已在另一户（KNZG-2022-0001）中，一人只能在一份档案里。"
    ]


def _with_a_car_that_only_the_registry_knows(session: Session, seal: Seal) -> HouseholdStory:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    story.submitted()
    story.visited_and_appraised()
    story.shown()
    story.answered("traffic", Fact(id_number=SPOUSE, told="vehicle", note="小型轿车"))
    story.nothing_found()
    return story


def test_what_a_body_knows_and_the_file_does_not_say_is_cleared_by_a_person_first(
    session: Session, seal: Seal
) -> None:
    story = _with_a_car_that_only_the_registry_knows(session, seal)
    with pytest.raises(FormIncomplete) as refused:
        story.decided("prov.officer")
    assert [one.message for one in refused.value.findings] == ["配偶：未申报的机动车，还没有核清。"]
    (found,) = data_requests.contradictions(session, story.case_id)
    officer = story.who("prov.officer")
    given = {"stands": False, "now": story.now, "seal": seal}
    with pytest.raises(CommentMissing):
        matching.clear(session, found.id, " ", actor=officer, **given)  # type: ignore[arg-type]
    nominee = replace(officer, identity=story.state.identity)
    with pytest.raises(OwnCase):
        matching.clear(session, found.id, "已过户", actor=nominee, **given)  # type: ignore[arg-type]
    with pytest.raises(NotForTheCentre):
        matching.clear(session, found.id, "已过户", actor=story.who("xjtu.chair"), **given)  # type: ignore[arg-type]
    matching.clear(session, found.id, "两年前已过户，有过户证明", actor=officer, **given)  # type: ignore[arg-type]
    story.decided("prov.officer")
    assert story.state.open_step("decision")


def test_a_table_for_a_body_is_a_line_in_each_case_and_says_how_many_went_together(
    session: Session, seal: Seal
) -> None:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    story.submitted()
    story.visited_and_appraised()
    story.shown()
    traffic = next(one for one in agencies_for(session, story.now.date()).agencies if one.key == "traffic")
    given = {"actor": story.who("prov.officer"), "now": story.now, "seal": seal}
    number, sent = matching.batch(session, traffic, **given)  # type: ignore[arg-type]
    assert len(sent) > 1, "a line for each of the household"
    [line] = [one for one in journal.lines(session, story.case_id) if one.event == "case.disclosed"]
    assert (line.payload["what"], line.payload["reason"]) == ("matching", f"车管 {number}，同批 1 户")


def test_a_contradiction_that_stands_has_to_be_in_the_file_before_it_goes_on(
    session: Session, seal: Seal
) -> None:
    story = _with_a_car_that_only_the_registry_knows(session, seal)
    (found,) = data_requests.contradictions(session, story.case_id)
    officer = story.who("prov.officer")
    matching.clear(session, found.id, "本人承认", stands=True, actor=officer, now=story.now, seal=seal)
    with pytest.raises(FormIncomplete, match="配偶：未申报的机动车成立，家庭情况还没有更正"):
        story.decided("prov.officer")
    story.filled(a_file(assets=[{"kind": "vehicle", "value": "30000"}]), "prov.officer")
    story.decided("prov.officer")
    assert story.state.answers["hardship_class"] == "相对困难", "a car keeps it from deep hardship"


def test_silence_is_no_answer_unless_a_person_says_why(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    story.submitted()
    story.visited_and_appraised()
    story.shown()
    story.nothing_found(but=("bank",))
    with pytest.raises(FormIncomplete) as refused:
        story.decided("prov.officer")
    assert "没有答复不等于没有问题" in refused.value.findings[0].message
    bank = next(one for one in data_requests.of_case(session, story.case_id) if one.agency == "bank")
    given = {"now": story.now, "seal": seal}
    officer, why = story.who("prov.officer"), "银行专线停用，已调取流水"
    relative = replace(officer, kin=frozenset({story.state.identity or ""}))
    with pytest.raises(Recused):  # whatever share he or she holds
        matching.waive(session, bank.id, why, actor=relative, **given)  # type: ignore[arg-type]
    matching.waive(session, bank.id, why, actor=officer, **given)  # type: ignore[arg-type]
    story.decided("prov.officer")
    assert story.state.open_step("decision")


def test_an_answer_about_a_household_that_nobody_asked_for_is_kept_and_nothing_is_lost(
    session: Session, seal: Seal
) -> None:
    story = a_story(session, seal)
    story.opened()
    story.filled()
    story.submitted()
    story.visited_and_appraised()
    story.shown()
    traffic = agencies_for(session, story.now.date()).called("traffic")
    assert traffic is not None
    line = matching.Line("XXBD-2022-9999", Fact(id_number=DAUGHTER, told="vehicle"))
    taken = matching.take_in(session, traffic, [line], now=story.now, seal=seal)
    assert (taken.answered, taken.strays) == (0, 1)
    (stray,) = data_requests.strays(session)
    assert DAUGHTER not in stray.content
    assert DAUGHTER in seal.open(stray.content)
    matching.settle_stray(
        session, stray.id, "已退回车管所核对", actor=story.who("prov.officer"), now=story.now, seal=seal
    )
    assert data_requests.strays(session) == []


def _rich(story: HouseholdStory, amount: str) -> None:
    incomes = [{"kind": "wage", "amount": amount, "first": "2021-11", "last": "2022-10"}]
    story.opened()
    story.filled(a_file(members=members(incomes=incomes), bills=[]))
    story.submitted()
    story.visited_and_appraised()


def test_no_hardship_gets_no_file_and_the_edge_is_handed_to_monitoring(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    _rich(story, "53280")
    with pytest.raises(OutcomeDoesNotFit):
        story.decided("prov.head", outcome="filed")
    with pytest.raises(CommentMissing):
        story.decided("prov.head", outcome="refused")
    story.decided("prov.head", outcome="refused", comment=WHY)
    story.decided("xjtu.chair")
    household_work.settle_end(session, story.case_id, now=story.now, correlation="test")
    told = [one for one in _outbox(session) if one.event == household_work.ON_THE_EDGE]
    assert [one.payload["why"] for one in told] == ["edge"]
    assert "演示" not in str(told[0].payload)
    assert households.elsewhere(session, "00000000-0000-0000-0000-000000000000", [seal.hash(APPLICANT)]) == {}


def test_far_above_the_line_nobody_is_handed_on(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    _rich(story, "99999")
    story.decided("prov.head", outcome="refused", comment=WHY)
    household_work.settle_end(session, story.case_id, now=story.now, correlation="test")
    assert not [one for one in _outbox(session) if one.event == household_work.ON_THE_EDGE]


def _outbox(session: Session) -> list[outbox.OutboxLine]:
    ids = session.execute(text("SELECT id FROM outbox ORDER BY id")).scalars().all()
    return outbox.lines(session, ids)


def test_a_second_entry_finds_the_same_household_with_its_history(session: Session, seal: Seal) -> None:
    story = a_story(session, seal, "hardship_exit")
    story.filed()
    left = HouseholdStory(session, seal, now=story.now, process="hardship_exit")
    left.form = {
        "applicant": "演示甲", "id_no": APPLICANT, "exit_why": "脱困", "cause_gone": True, "months_above": 6,
        "told": True,
    }  # fmt: skip
    left.opened()
    left.filled()
    left.submitted()
    left.decided("xjtu.chair")
    left.shown()
    left.decided("prov.head", outcome="left")
    again = HouseholdStory(session, seal, now=left.now)
    again.opened()
    again.filled()
    again.submitted()
    file = open_file(session, again.case_id, seal)
    assert file is not None
    assert (file.household.file_number, file.household.exit_why) == ("KNZG-2022-0001", "脱困")
    occasions = [one.occasion for one in households.versions(session, file.household.id)]
    assert occasions == ["application", "reverification", "reentry"]
