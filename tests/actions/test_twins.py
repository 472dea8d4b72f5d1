"""One person by one line only, with the real lookup: territorial and industry lines, and two at the same instant."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions import cases, twins
from engine.refusals import NominatedElsewhere
from models.sealing import Seal
from runtime.database import Database
from tests.actions.test_at_the_same_instant import at_once
from tests.factories import MONDAY, NOMINEE_NUMBER, a_case, an_office, person


def test_who_was_recommended_by_another_unit_is_refused_and_again_free_after_its_end(
    session: Session, seal: Seal
) -> None:
    an_office(session)
    first = a_case(session, seal, at="party")
    again = a_case(session, seal, at="nominate", unit="xazx", id_no=NOMINEE_NUMBER)
    with pytest.raises(NominatedElsewhere, match="本届已由西安交通大学工会推荐"):
        again.submitted()
    cases.withdraw(session, first.case_id, "人选调离", actor=first.who("chair"), now=MONDAY)
    again.submitted()
    assert again.state.open_step("party")


def test_a_name_alike_with_the_same_month_of_birth_waits_for_a_look(session: Session, seal: Seal) -> None:
    an_office(session)
    first = a_case(session, seal, at="party", nominee_name="演示张晓三")
    other = a_case(session, seal, at="nominate", unit="xazx", nominee_name="演示 张小三", born_on="1975-07")
    other.submitted()
    assert other.state.held is not None
    assert first.state.number in other.state.held
    admin = person(session, "admin")
    twins.judge(session, other.case_id, first.case_id, "not_same", reason="单位不同", actor=admin, now=MONDAY)
    other.advance()
    assert other.state.open_step("party")


def test_of_two_units_at_the_same_instant_one_gets_the_person(database: Database, seal: Seal) -> None:
    with database.transaction() as session:
        an_office(session)
        drafts = [a_case(session, seal, at="nominate", unit=unit) for unit in ("xjtu", "xazx")]
        ready = [(one.share("chair"), one.who("chair"), one.form) for one in drafts]

    def handing_in(n: int) -> Callable[[], None]:
        share, actor, form = ready[n]

        def submit() -> None:
            with database.transaction() as own:
                cases.submit(own, share, form | {"id_no": NOMINEE_NUMBER}, actor=actor, now=MONDAY, seal=seal)

        return submit

    (refused,) = at_once(handing_in(0), handing_in(1))
    assert isinstance(refused, NominatedElsewhere)
