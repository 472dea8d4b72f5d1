"""Small doors of the API: notices, relatives, facts that were given up, and publishing a definition."""

from sqlalchemy import text

from models import outbox
from seeds.load import PROCESSES
from tests.factories import MONDAY, NOMINEE_NUMBER
from tests.web.visitors import Pages

YAML = (PROCESSES / "award_national51.yaml").read_text(encoding="utf-8")


def test_what_the_office_told_me_is_read_and_then_it_is_not_new(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    with pages.office.database.transaction() as session:
        session.execute(
            text("""
                INSERT INTO deliveries
                    (outbox_id, event, person, channel, address, subject, body, link, status, created_at)
                SELECT 1, 'case.submitted', id, 'inbox', '', '已提交', '您好：', '/cases', 'sent', :now
                FROM people WHERE login = 'xjtu.chair'"""),
            {"now": MONDAY},
        )
    (one,) = chair.reads("/notices")
    assert (one["subject"], one["read_at"]) == ("已提交", None)
    chair.does("/notices/read")
    assert chair.reads("/notices")[0]["read_at"] is not None
    assert pages.as_("xjtu.party").reads("/notices") == []


def test_a_relative_is_declared_and_taken_back_by_whoever_declared(pages: Pages) -> None:
    officer, other = pages.as_("prov.officer"), pages.as_("prov.head")
    officer.does("/absences/kin", relation="兄弟", number=NOMINEE_NUMBER)
    (one,) = officer.reads("/absences/kin")
    assert "兄弟" in one["words"]
    assert NOMINEE_NUMBER not in one["words"]
    assert other.reads("/absences/kin") == []
    other.does(f"/absences/kin/{one['id']}/removal")
    assert officer.reads("/absences/kin") == [one], "what others declared is not theirs to take back"
    officer.does(f"/absences/kin/{one['id']}/removal")
    assert officer.reads("/absences/kin") == []


def test_a_fact_that_was_given_up_is_tried_again(pages: Pages) -> None:
    pages.case("party")
    admin = pages.as_("admin")
    with pages.office.database.transaction() as session:
        session.execute(text("UPDATE outbox SET parked_at = :now, attempts = 5"), {"now": MONDAY})
        parked = [one.id for one in outbox.parked(session)]
    told = admin.reads("/outbox")
    assert [one["id"] for one in told] == parked
    admin.does(f"/outbox/{parked[0]}/retry")
    assert [one["id"] for one in admin.reads("/outbox")] == parked[1:]
    assert pages.as_("xjtu.chair").client.get("/api/v1/outbox").status_code == 403
    assert pages.as_("xjtu.chair").asks(f"/outbox/{parked[0]}/retry").status_code == 403


def test_a_definition_is_published_or_every_finding_is_told_with_its_line(pages: Pages) -> None:
    admin = pages.as_("admin")
    wrong = YAML.replace("key: award_national51", "key: award_national51\ncolour: red", 1)
    answer = admin.asks("/definitions", text=wrong, name="award.yaml")
    assert answer.status_code == 422
    (finding, *_) = answer.json()["findings"]
    line = next(n for n, one in enumerate(wrong.splitlines(), 1) if one.startswith("colour"))
    assert finding["line"] == line
    assert finding["cure"]
    new = YAML.replace("remind_at: 80", "remind_at: 70")
    published = admin.asks("/definitions", text=new)
    assert published.status_code == 200, published.text
    assert published.json()["version"] in admin.sees("/admin/definitions")
    assert pages.as_("xjtu.chair").asks("/definitions", text=new).json()["refused"] == "AdministratorsOnly"
