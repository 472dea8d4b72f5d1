"""票决 with weights on the case page: everybody sees what each seat counts, the voter what the own one does."""

from actions.organisation import import_organ
from actions.processes import publish
from tests.factories import MONDAY
from tests.panel import a_panel, a_panel_case, a_panel_process
from tests.web.visitors import Pages

_FRACTIONS = {
    "quorum": {"num": 2, "den": 3, "base": "due"},
    "threshold": {"op": ">", "num": 1, "den": 2, "base": "due"},
}
_VOTE = {"kind": "ballot", "counted_by": "clerk", "secret": False, "weighted": True, **_FRACTIONS}


def test_the_panel_of_a_weighted_vote_says_what_each_seat_counts(pages: Pages) -> None:
    raw = a_panel_process().model_dump(mode="json", by_alias=True)
    step = {key: raw["steps"][1][key] for key in ("key", "title", "by", "due")} | _VOTE
    process = a_panel_process().model_validate({**raw, "steps": [raw["steps"][0], step, raw["steps"][2]]})
    with pages.office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=MONDAY)
        a_panel(session, size=2)
        logins = ["admin", "panel000"]
        import_organ(session, key="panel", title="评审组", unit="prov", logins=logins, weights={"admin": 3})
        case_id = a_panel_case(session, pages.office.seal, process)
    page = pages.as_("admin").sees(f"/cases/{case_id}")
    assert "各席位票数 ：演示admin 3 、演示panel000 1" in page.replace("票数：", "票数 ：")
    assert "您的席位计 3 票。" in page
    assert "记名投票：投票结果记入办理记录" in page
    assert "无记名" not in page
