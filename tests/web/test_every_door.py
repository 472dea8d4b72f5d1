"""Pain 25: whatever a rule about people refuses is refused at every door, however the share was come by."""

import re
from collections.abc import Iterable

import httpx
import pytest

from actions import organisation
from engine import refusals as r
from engine.refusals import Refusal
from tests.web.barred import RULES, UNFIT, WAYS, everything, the_scene
from tests.web.doors import (
    ELSEWHERE,
    EVERY_DOOR,
    ON_A_CASE,
    ON_A_SHARE,
    ONLY_A_PAGE,
    OTHERWISE,
    Door,
    knock,
)
from tests.web.test_opinion_links import PAPER, SAID, asked
from tests.web.visitors import Pages, words

COLLEAGUE = organisation.person_id("prov.head")


def test_every_door_is_on_one_of_the_lists() -> None:
    """A new address that changes something: say in tests/web/doors.py what to send there, or why no rule is asked."""
    doors, listed = (
        [one.name for one in EVERY_DOOR],
        [one.name for one in (*ON_A_SHARE, *ON_A_CASE, *ELSEWHERE)],
    )
    assert len(listed) == len(set(listed))
    assert sorted(set(doors) - set(listed)) == [], "a door without its line"
    assert sorted(set(listed) - set(doors)) == [], "a line without its door"


def test_every_act_on_a_share_has_its_page_and_its_address_in_the_api() -> None:
    assert {one.path for one in ON_A_SHARE if one.api} == {one.path for one in ON_A_SHARE if not one.api}


def test_what_a_page_changes_the_api_changes_too() -> None:
    """A new page that changes something has its address in the API, or says why not in tests/web/doors.py."""
    api = {_plain(one.path) for one in EVERY_DOOR if one.api}
    pages = {one.path for one in EVERY_DOOR if not one.api}
    alone = {one for one in pages if _plain(OTHERWISE.get(one, one.removeprefix("/admin"))) not in api}
    assert sorted(alone ^ set(ONLY_A_PAGE)) == []
    assert sorted(set(OTHERWISE) - pages) == []


def _plain(path: str) -> str:
    return re.sub(r"{[^}]*}", "{}", path)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("way", WAYS)
def test_pain_25_every_door_refuses_what_a_rule_refuses(pages: Pages, way: str, rule: str) -> None:
    scene = the_scene(pages)
    WAYS[way](scene)
    scene.share = scene.share_of(scene.holder)
    RULES[rule].happens(scene)
    before = everything(pages)
    expected = {door: RULES[rule].at(door.end, way) for door in ON_A_SHARE}
    answers = {
        door: knock(scene.visitor, door, case=scene.case, share=scene.share, colleague=COLLEAGUE)
        for door, refusals in expected.items()
        if refusals
    }
    assert [
        (one.name, words(said)) for one, said in answers.items() if not refuses(said, expected[one])
    ] == []
    assert everything(pages) == before


@pytest.mark.parametrize("door", ON_A_CASE, ids=lambda one: one.name)
def test_pain_25_the_nominee_does_nothing_with_the_case_itself(pages: Pages, door: Door) -> None:
    """Whatever posts he or she holds: an administrator with a share, or the chair who opened the case."""
    scene = the_scene(pages)
    scene.holder = "xjtu.chair" if door.end == "withdrawal" else "panel000"
    scene.sql(
        "INSERT INTO posts (person, unit, post) VALUES (:id, 'prov', 'administrator')",
        id=scene.id_of(scene.holder),
    )
    RULES["own case"].happens(scene)
    before = everything(pages)
    answer = knock(scene.visitor, door, case=scene.case, colleague=COLLEAGUE, other="WATCHED-2022-0002")
    assert refuses(answer, (r.OwnCase,)), words(answer)
    assert everything(pages) == before


@pytest.mark.parametrize("why", UNFIT)
def test_pain_25_no_door_brings_anybody_in_past_a_rule(pages: Pages, why: str) -> None:
    scene = the_scene(pages)
    to, happens, refusal = UNFIT[why]
    happens(scene)
    before = everything(pages)
    handing = [one for one in ON_A_SHARE if one.end in ("transfer", "delegation", "signers")]
    assert len(handing) == 6
    for door in handing:
        answer = knock(scene.visitor, door, share=scene.share_of("panel000"), colleague=scene.id_of(to))
        assert refuses(answer, (refusal,)), (door.name, words(answer))
    assert everything(pages) == before


@pytest.mark.parametrize("why", ["nominee", "relative", "examined already"])
@pytest.mark.parametrize("way", ["substitute", "passed on by the clock"])
def test_pain_25_neither_an_absence_nor_the_clock_brings_anybody_in_past_a_rule(
    pages: Pages, way: str, why: str
) -> None:
    scene = the_scene(pages)
    scene.holder = "member1" if way == "substitute" else "prov.officer"
    barred = {"nominee": "own case", "relative": "relative declared", "examined already": "four eyes"}
    RULES[barred[why]].happens(scene)
    WAYS[way](scene)
    with pages.story(scene.case) as story:
        panel = [one for one in story.state.assignments if one.step == "panel"]
    assert {one.status for one in panel} >= {"open"}
    assert scene.id_of(scene.holder) not in {one.person for one in panel}


def test_pain_25_a_paper_in_a_sealed_box_stays_there_whatever_door_is_tried(pages: Pages) -> None:
    case = pages.case("prov_ballot")
    share, voter = pages.share(case, "member1"), pages.as_("member1")
    assert voter.asks(f"/assignments/{share}/vote", choice="reject").status_code == 200
    before = everything(pages)
    otherwise = {"take-back": r.PaperInTheBox, "take-backs": r.PaperInTheBox, "decisions": r.NotInBulk}
    for door in ON_A_SHARE:
        answer = knock(voter, door, share=share, colleague=COLLEAGUE)
        assert refuses(answer, (otherwise.get(door.end, r.AlreadyDecided),)), (door.name, words(answer))
    assert everything(pages) == before


def test_pain_25_a_member_of_the_nominating_unit_votes_by_no_door(pages: Pages) -> None:
    """member3 sits in the committee and is of the unit that nominates: there is no paper for him or her."""
    case = pages.case("prov_ballot")
    before = everything(pages)
    for share in (pages.share(case, "member1"), pages.share(case, "member2")):
        for door in (one for one in ON_A_SHARE if one.end in ("vote", "transfer", "signers", "claim")):
            answer = knock(pages.as_("member3"), door, share=share, colleague=COLLEAGUE)
            assert refuses(answer, (r.NotYours, r.NotYourUnit)), (door.name, words(answer))
    assert everything(pages) == before


@pytest.mark.parametrize("shut", ["on file", "step left", "case over"])
def test_the_signed_link_opens_nothing_that_is_shut(pages: Pages, shut: str) -> None:
    case, police, link = asked(pages)
    police.sees(link)
    share, admin = pages.share(case, "chair"), pages.as_("admin")
    match shut:
        case "on file":
            assert police.sends(link, PAPER, **SAID).status_code == 303
            assert (
                pages.as_("xjtu.chair")
                .asks(f"/assignments/{share}/opinion/acceptance", agency="police")
                .is_success
            )
        case "step left":
            with pages.story(case) as story:
                story.consulted()
        case _:
            assert admin.asks(f"/cases/{case}/termination", reason="停办").is_success
    before = everything(pages)
    answer = police.sends(link, PAPER, **SAID)
    assert answer.status_code == 409, words(answer)
    after = everything(pages)
    assert {one for one in after if after[one] != before[one]} <= {"attachments"}, (
        "the scan alone was taken in"
    )


def refuses(answer: httpx.Response, refusals: Iterable[type[Refusal]]) -> bool:
    """Whether the answer is one of these refusals, by its sentence."""
    return any(re.search(_pattern(one), words(answer)) for one in refusals)


def _pattern(refusal: type[Refusal]) -> str:
    return re.sub(r"\\\{\w+\\\}", ".+?", re.escape(refusal.template().rstrip("。")))
