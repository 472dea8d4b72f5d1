"""The case page says what was sent because a step was late, to whom, and whether it was answered."""

from datetime import timedelta

import pytest

from actions import assignments, deadlines
from actions.processes import publish
from engine.definition import Process
from models import outbox
from notifications.deliver import prepare
from tests.factories import MONDAY
from tests.panel import a_panel, a_panel_case, a_panel_process, shares
from tests.web.visitors import Pages

LATE = MONDAY + timedelta(days=30)
CITY = {"city": {"title": "市教育工会", "from": "xian", "post": "city_reviewer"}}


def a_late_case(pages: Pages, *rungs: dict[str, str]) -> str:
    """A case whose panel of two let its time pass; the ladder has fired."""
    raw = a_panel_process(mode="any", on_refusal=None, overdue=list(rungs)).model_dump(
        mode="json", by_alias=True
    )
    process = Process.model_validate({**raw, "bodies": {**raw["bodies"], **CITY}})
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
        a_panel(session, size=2)
        case_id = a_panel_case(session, pages.office.seal, process)
        for found, visit in deadlines.to_climb(session, now=LATE):
            deadlines.climb(session, found, visit, now=LATE)
    return case_id


def test_the_log_says_to_whom_and_whether_it_was_answered(pages: Pages) -> None:
    remind = {"after": "0 working days", "do": "remind"}
    escalate = {"after": "2 working days", "do": "escalate", "to": "clerk"}
    case_id = a_late_case(pages, remind, escalate)
    page = pages.as_("admin").sees(f"/cases/{case_id}")
    told = pages.as_("admin").client.get(f"/api/v1/cases/{case_id}/nudges").json()
    assert [(one["to"], one["answered"]) for one in told] == [
        ("演示prov.officer", None), ("演示panel001", None), ("演示panel000", None),
    ]  # fmt: skip
    assert told[0]["text"] == "“评审组会签”超过时限，上报省业务部经办人"
    assert pages.as_("xazx.chair").client.get(f"/api/v1/cases/{case_id}/nudges").status_code == 404
    assert "催办与上报 3" in page
    assert "“评审组会签”超过时限，再次催办 演示panel000 未办结" in page
    assert "“评审组会签”超过时限，上报省业务部经办人 演示prov.officer 未办结" in page
    with pages.office.database.transaction() as session:
        mine, holder = shares(session, case_id, step="panel")[0]
        actor = next(one for one in a_panel(session, size=2) if one.id == holder)
        assignments.decide(session, mine, "approve", actor=actor, now=LATE, seal=pages.office.seal)
    assert "未办结" not in pages.as_("admin").sees(f"/cases/{case_id}")


@pytest.mark.parametrize(
    ("does", "said"), [("pass", "超时自动通过（按规则）"), ("refuse", "超时自动不予通过（按规则）")]
)
def test_pain_13_what_the_rule_decided_is_never_taken_for_a_person(
    pages: Pages, does: str, said: str
) -> None:
    case_id = a_late_case(pages, {"after": "2 working days", "do": does, "clause": "办法第八条"})
    page = pages.as_("admin").sees(f"/cases/{case_id}")
    assert f"“评审组会签”{said}" in page
    assert "办法第八条" in page


def test_whoever_is_told_that_a_case_is_late_may_look_at_it(pages: Pages) -> None:
    case_id = a_late_case(pages, {"after": "2 working days", "do": "escalate", "to": "city"})
    reviewer = pages.as_("xian.review")
    assert reviewer.client.get(f"/cases/{case_id}").status_code == 404
    with pages.office.database.transaction() as session:
        lines = outbox.claim(session, limit=100, now=LATE, lease_seconds=60)
        (line,) = [one for one in lines if one.event == "overdue.escalated"]
        prepare(session, line, now=LATE, links=pages.office.links)
    assert "上报市教育工会" in reviewer.sees(f"/cases/{case_id}")
