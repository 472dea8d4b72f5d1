"""Row 30: the people of a body, as the organisation has them today."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.definition import Body
from engine.state import Person, Unit
from models import organisation
from models.sealing import Seal
from tests.factories import MONDAY, a_case, an_office, person

SCHOOL = Unit("xazx", "西安中学工会", direct=False, sector="education", city="西安市")
BODIES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a post in the own unit": ({"from": "unit", "post": "union_chair"}, ["xazx.chair"]),
    "a post in the level above": ({"from": "parent_unit", "post": "city_reviewer"}, ["xian.review"]),
    "a post in a named unit": ({"from": "prov", "post": "prov_head"}, ["prov.head"]),
    "the members of an organ": ({"organ": "prov_committee"}, ["member1", "member2", "member3"]),
    "nobody has the post": ({"from": "unit", "post": "city_reviewer"}, []),
}


def asked(
    session: Session,
    written: Mapping[str, str],
    answers: Mapping[str, object] | None = None,
) -> tuple[Person, ...]:
    body = Body.model_validate({"title": "经办", **written})
    found = organisation.staff(
        session, {"them": body}, SCHOOL, process="award_national51", now=MONDAY, answers=answers
    )
    return found["them"]


@pytest.mark.parametrize("which", BODIES)
def test_row_30_a_body_is_its_post_holders_or_the_members_of_its_organ(session: Session, which: str) -> None:
    an_office(session)
    written, logins = BODIES[which]
    assert [one.name for one in asked(session, written)] == [f"演示{login}" for login in logins]


def test_row_30_a_field_of_the_form_names_who_acts_while_he_or_she_is_there(session: Session) -> None:
    an_office(session)
    chosen = person(session, "xjtu.officer1")
    answers: dict[str, Any] = {"helper": {"id": chosen.id, "name": chosen.name}}
    assert asked(session, {"field": "helper"}, answers) == (chosen,)
    assert asked(session, {"field": "helper"}, {}) == ()
    session.get_one(organisation.Human, chosen.id).active = False
    assert asked(session, {"field": "helper"}, answers) == ()


def test_row_30_whom_to_pick_is_known_by_what_waits_and_who_was_asked_last(
    session: Session, seal: Seal
) -> None:
    an_office(session)
    fresh = asked(session, {"organ": "prov_department", "pick": "least_loaded"})
    assert [(one.load, one.asked_at) for one in fresh] == [(0, None), (0, None)]
    a_case(session, seal, at="prov_review")
    busy = asked(session, {"organ": "prov_department", "pick": "least_loaded"})
    assert [one.load for one in busy] == [1, 0], "in a sequence the second waits, and has nothing to do yet"
