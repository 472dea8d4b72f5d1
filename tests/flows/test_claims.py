"""A claim that was forgotten goes back to the pool by itself, and the colleagues are told that it is their turn."""

from datetime import timedelta

from actions import handing_on
from actions.processes import publish
from flows import deadlines
from flows.dispatch import drain
from models import cases as stored_cases
from runtime.wiring import Office
from tests.flows.conftest import Letterbox, StillClock
from tests.panel import a_panel, a_panel_case, a_panel_process, shares


def test_a_forgotten_claim_goes_back_with_the_sweep_and_the_colleagues_hear_of_it(
    office: Office, clock: StillClock, letterbox: Letterbox
) -> None:
    process = a_panel_process(mode="any", on_refusal=None, pool=True, claim="1 working days")
    with office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=clock())
        first, second = a_panel(session, size=2)
        case_id = a_panel_case(session, office.seal, process)
        mine = {person: share for share, person in shares(session, case_id, step="panel")}
    drain(office)
    letterbox.messages.clear()
    with office.database.transaction() as session:
        handing_on.claim(session, mine[first.id], actor=first, now=clock())
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件"
    clock.now += timedelta(days=2)
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件，退还认领 1 件"
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件"
    drain(office)
    with office.database.transaction() as session:
        record = stored_cases.load(session, case_id)
    assert record is not None
    assert [one.status for one in record.state.assignments if one.step == "panel"] == ["open", "open"]
    assert [one.subject for one in letterbox.messages] == ["【待办】PANEL-2022-0001 评审组会签"]
    assert letterbox.messages[0].address == f"{second.name.removeprefix('演示')}@banshi.example"
