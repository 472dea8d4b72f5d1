"""People come, change posts, leave and come back; what they hold at any moment is what the office goes by."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from actions import organisation as bring
from actions import sign_in
from actions.sign_in import check_password, hash_password
from models import organisation
from models.organisation import Human
from models.reads.register import waiting_for
from models.reads.viewers import by_token
from models.sealing import Seal
from tests.factories import a_case, an_office, person

NOW = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)


def _import(session: Session, login: str = "wang", unit: str = "prov", *posts: str, **more: str) -> str:
    return bring.import_person(session, login=login, name="王芳", unit=unit, posts=posts, now=NOW, **more)  # type: ignore[arg-type]


@pytest.fixture
def office(session: Session) -> Session:
    an_office(session)
    return session


def test_a_post_that_is_not_listed_any_more_is_taken_away(office: Session) -> None:
    _import(office, "wang", "prov", "prov_officer", "administrator")
    _import(office, "wang", "prov", "prov_officer")
    assert person(office, "wang").posts == {"prov_officer"}


def test_who_moves_to_another_unit_leaves_the_posts_behind(office: Session) -> None:
    _import(office, "wang", "prov", "prov_officer")
    who = _import(office, "wang", "xjtu", "union_chair")
    assert person(office, "wang").unit == "xjtu"
    assert person(office, "wang").posts == {"union_chair"}
    assert who not in [one.id for one in organisation.holders(office, "prov", "prov_officer")]
    assert who in [one.id for one in organisation.holders(office, "xjtu", "union_chair")]


def test_an_address_follows_the_list_a_number_and_a_password_stay(office: Session, seal: Seal) -> None:
    mine = hash_password("mine")
    who = _import(office, email="wang@union.example", identity=seal.hash("1"), password=mine)
    _import(office, password=hash_password("another"))
    kept = office.get_one(Human, who, populate_existing=True)
    assert (kept.email, kept.identity, kept.password) == (None, seal.hash("1"), mine)


def test_an_organ_has_the_members_of_the_list_in_its_order(office: Session) -> None:
    for logins in (["member1", "member2", "member3"], ["member3", "member1"]):
        bring.import_organ(office, key="prov_committee", title="常委会", unit="prov", logins=logins)
    seated = [one.id for one in organisation.members(office, "prov_committee")]
    assert seated == [bring.person_id("member3"), bring.person_id("member1")]


def test_a_new_password_replaces_the_old_one_and_ends_every_sign_in(office: Session) -> None:
    who = _import(office, password=hash_password("old"))
    token = sign_in.sign_in(office, who, now=NOW).token
    bring.reset_password(office, "wang", hash_password("new"))
    assert check_password(office, "wang", "old", now=NOW) is None
    assert check_password(office, "wang", "new", now=NOW) == who
    assert by_token(office, sign_in.hashed(token), at=NOW) is None


def test_who_left_neither_signs_in_nor_is_chosen_and_comes_back_as_before(office: Session) -> None:
    chair = bring.person_id("xjtu.chair")
    bring.reset_password(office, "xjtu.chair", hash_password("old"))
    bring.leave(office, "xjtu.chair", on=date(2022, 2, 28), now=NOW)
    assert check_password(office, "xjtu.chair", "old", now=NOW) is None
    assert organisation.holders(office, "xjtu", "union_chair") == ()
    assert office.get_one(Human, chair, populate_existing=True).left_on == date(2022, 2, 28)

    bring.come_back(office, "xjtu.chair", hash_password("new"))
    assert check_password(office, "xjtu.chair", "old", now=NOW) is None
    assert check_password(office, "xjtu.chair", "new", now=NOW) == chair
    assert [one.id for one in organisation.holders(office, "xjtu", "union_chair")] == [chair]


def test_today_is_the_day_in_shaanxi(office: Session) -> None:
    late_in_the_evening = datetime(2022, 3, 1, 17, 0, tzinfo=UTC)  # 01:00 of the next day in Shaanxi
    bring.leave(office, "xjtu.chair", now=late_in_the_evening)
    with pytest.raises(bring.HasLeft, match=r"xjtu\.chair 已于 2022-03-02 离任"):
        bring.leave(office, "xjtu.chair", now=late_in_the_evening)


def test_what_waits_for_somebody_who_leaves_is_known(office: Session, seal: Seal) -> None:
    story = a_case(office, seal, at="party")
    left = bring.leave(office, "xjtu.party", now=story.now)
    assert waiting_for(office, left.id) == [story.state.number]
    assert waiting_for(office, bring.person_id("xjtu.chair")) == []


def test_what_cannot_be_is_refused_in_a_sentence(office: Session) -> None:
    with pytest.raises(bring.NobodyByThatLogin, match="没有登记登录名 nobody"):
        bring.reset_password(office, "nobody", "")
    with pytest.raises(bring.DayNotCome, match="2022-03-02 还没有到"):
        bring.leave(office, "xjtu.chair", on=date(2022, 3, 2), now=NOW)
    with pytest.raises(bring.HasNotLeft, match=r"xjtu\.chair 没有离任"):
        bring.come_back(office, "xjtu.chair", "")
    bring.leave(office, "xjtu.chair", now=NOW)
    with pytest.raises(bring.HasLeft):
        bring.reset_password(office, "xjtu.chair", "")
