"""ID numbers are masked for everybody, everywhere; whoever has them whole has said why, and stands in the history."""

from tests.factories import NOMINEE_NUMBER
from tests.web.visitors import Pages

READERS = ("xjtu.chair", "xjtu.party", "prov.officer", "prov.head", "prov.archivist", "admin")


def test_no_page_and_no_list_shows_a_whole_number_to_anybody(pages: Pages) -> None:
    case = pages.case("prov_review")
    places = (
        "/cases",
        "/inbox",
        f"/cases/{case}",
        f"/cases/{case}/dossier",
        f"/api/v1/cases/{case}",
        "/api/v1/cases",
    )
    shown = [
        (login, place)
        for login in READERS
        for place in places
        if NOMINEE_NUMBER.encode() in pages.as_(login).client.get(place).content
    ]
    assert shown == []
    assert NOMINEE_NUMBER[-4:] in pages.as_("prov.officer").sees(
        f"/cases/{case}"
    )  # the mask tells whose it is


def test_whoever_has_it_whole_has_said_why_and_stands_in_the_history(pages: Pages) -> None:
    case = pages.case("prov_review")
    admin = pages.as_("admin")
    admin.sees(f"/cases/{case}")
    assert admin.posts(f"/cases/{case}/dossier", reason="").status_code == 422
    whole = admin.posts(f"/cases/{case}/dossier", reason="省纪委调阅")
    assert NOMINEE_NUMBER.encode() in whole.content
    history = pages.as_("prov.officer").sees(f"/cases/{case}")
    assert "演示admin导出了含完整证件号码的案卷" in history
    assert "省纪委调阅" in history
