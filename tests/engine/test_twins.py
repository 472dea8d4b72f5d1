"""One person by one line only: the same number is refused, a name alike is held until somebody has looked."""

from dataclasses import replace

import pytest

from engine import commands as c
from engine.commands import Twin
from engine.handling.twins import alike
from engine.refusals import NominatedElsewhere, NoSuchTwin, NotAdministrator
from tests.engine.builders import ANSWERS, CHU, LIN, Office, a_process
from tests.engine.test_submitting_and_quotas import ONE_LEFT, QUOTA, STEPS

ADMIN = replace(CHU, id="admin", posts=frozenset({"administrator"}))
ALIKE = Twin("case-9", "XLC-2022-0009", "西安中学工会", same=False, name="演示人 选")


def hands_in(*twins: Twin) -> Office:
    office = Office(a_process(*STEPS, quota=QUOTA)).opens()
    share = office.state.assignments[0].id
    office.ask(
        c.Submit(LIN, share, ANSWERS, str(ANSWERS["name"]), "hash", places=ONE_LEFT, twins=tuple(twins))
    )
    return office.advances()


def judges(office: Office, verdict: str, reason: str = "核对了材料") -> Office:
    office.ask(c.JudgeTwin(ADMIN, "case-9", verdict, reason))  # type: ignore[arg-type]
    return office.advances()


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("张三", "张 三", True),
        ("买买提·艾力", "买买提艾力", True),
        ("ＬＩ Ｌｅｉ", "li lei", True),
        ("张小三", "张晓三", True),
        ("张三", "张三丰", True),
        ("张三", "李四", False),
        ("张小三", "张晓山", False),
        ("张", "李", False),
    ],
)
def test_names_are_alike_but_for_one_character(one: str, other: str, *, are: bool) -> None:
    assert alike(one, other) is are
    assert alike(other, one) is are


def test_the_same_number_is_refused_and_the_sentence_names_the_other_unit_and_nobody() -> None:
    with pytest.raises(NominatedElsewhere) as refused:
        hands_in(replace(ALIKE, same=True))
    assert "西安中学工会" in refused.value.sentence
    assert str(ANSWERS["name"]) not in refused.value.sentence


def test_a_name_alike_holds_the_case_until_somebody_has_looked() -> None:
    office = hands_in(replace(ALIKE, name=f"{ANSWERS['name']} "))
    assert office.state.held is not None
    assert "XLC-2022-0009（西安中学工会）" in office.state.held
    assert office.open_steps == []
    with pytest.raises(NotAdministrator):
        office.ask(c.JudgeTwin(LIN, "case-9", "not_same", "不是"))
    assert judges(office, "not_same").open_steps == ["review"]
    with pytest.raises(NoSuchTwin):
        judges(office, "same")


def test_the_same_person_ends_the_case_and_frees_its_place() -> None:
    office = judges(hands_in(replace(ALIKE, name=str(ANSWERS["name"]))), "same")
    assert (office.state.status, office.state.place_taken) == ("terminated", False)


def test_judge_twin_go_on_has_its_reason_in_the_journal() -> None:
    office = judges(hands_in(replace(ALIKE, name=str(ANSWERS["name"]))), "go_on", "省总同意两线申报")
    assert office.open_steps == ["review"]
    assert office.state.twins == {"case-9": "go_on"}


def test_another_name_born_in_the_same_month_is_nobodys_business() -> None:
    assert hands_in(replace(ALIKE, name="完全不同")).open_steps == ["review"]
