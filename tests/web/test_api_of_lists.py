"""What integrators lean on: pages of lists alike everywhere, an act on what was read and not on what came since."""

import re

from tests.web.visitors import Pages


def test_a_list_is_told_page_by_page_with_its_whole_number_and_its_neighbours(pages: Pages) -> None:
    for unit in ("xjtu", "xjtu", "xazx"):
        pages.case("prov_review", unit=unit)
    officer = pages.as_("prov.officer")
    for path in ("/inbox", "/cases"):
        whole = officer.reads(path)
        assert len(whole) == 3
        seen = []
        address = f"/api/v1{path}?per_page=2&q=演示"
        while address:
            answer = officer.client.get(address)
            assert answer.headers["x-total-count"] == "3"
            seen += answer.json()
            links = {rel: to for to, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["link"])}
            assert "page=2" in links["last"]
            address = links.get("next", "")
        assert seen == whole
        assert officer.client.get(f"/api/v1{path}?page=9").json() == []


def test_a_page_that_there_cannot_be_is_refused_by_name(pages: Pages) -> None:
    answer = pages.as_("prov.officer").client.get("/api/v1/cases?page=0&per_page=1000")
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["findings"]] == ["page", "per_page"]


def test_every_list_of_lines_that_grow_has_pages(pages: Pages) -> None:
    """A new list: let it depend on ``Paged``."""
    described = pages.stranger().client.get("/api/openapi.json").json()
    paged = {
        path.removeprefix("/api/v1")
        for path, methods in described["paths"].items()
        for one in methods.get("get", {}).get("parameters", ())
        if one["name"] == "per_page"
    }
    assert paged >= {
        "/inbox", "/cases", "/cases/{case_id}/journal", "/titles", "/rounds", "/meetings", "/publicity",
        "/monitoring/households", "/monitoring/visits", "/monitoring/signals", "/opinions/lists",
    }  # fmt: skip


def test_a_case_that_changed_since_it_was_read_is_not_acted_on(pages: Pages) -> None:
    case = pages.case("prov_review")
    share, head_share = pages.share(case, "prov.officer"), pages.share(case, "prov.head")
    officer, head = pages.as_("prov.officer"), pages.as_("prov.head")
    read = head.client.get(f"/api/v1/cases/{case}").headers["etag"]
    assert re.fullmatch(r'"\d+-[0-9a-f]{16}"', read)
    assert officer.client.get(f"/api/v1/cases/{case}").headers["etag"] == read
    officer.does(f"/assignments/{share}/decision", decision="approve")

    def decides(etag: str) -> tuple[int, str]:
        address, headers = f"/api/v1/assignments/{head_share}/decision", {"X-CSRF-Token": head.token}
        answer = head.client.post(address, json={"decision": "approve"}, headers=headers | {"If-Match": etag})
        return answer.status_code, answer.json().get("refused", "")

    assert decides(read) == (412, "ChangedSince")
    now = head.client.get(f"/api/v1/cases/{case}").headers["etag"]
    assert now != read
    assert decides(f'"0-0", {now}') == (200, "")


def test_the_same_holds_for_acts_on_the_case_itself(pages: Pages) -> None:
    case = pages.case("prov_review")
    admin = pages.as_("admin")
    headers = {"X-CSRF-Token": admin.token, "If-Match": '"1-0000000000000000"'}
    for act in ("hold", "termination"):
        answer = admin.client.post(f"/api/v1/cases/{case}/{act}", json={"reason": "待查"}, headers=headers)
        assert (answer.status_code, answer.json()["refused"]) == (412, "ChangedSince")
    with pages.story(case) as story:
        assert story.state.held is None


def test_what_there_is_to_begin_is_told_with_its_form(pages: Pages) -> None:
    chair = pages.as_("xjtu.chair")
    assert "award_national51" in [one["key"] for one in chair.reads("/processes")]
    fields = {one["key"]: one for one in chair.reads("/processes/award_national51/form")}
    assert fields["id_no"]["type"] == "id_no"
    assert fields["id_no"]["filled_at"] == "nominate"
    assert chair.client.get("/api/v1/processes/nothing/form").status_code == 404
    (one,) = chair.reads("/rounds")
    assert (one["key"], one["places"]) == ("award_national51-2022", 2)


def test_no_two_shapes_share_a_name(pages: Pages) -> None:
    """A name that says where its file is would be the API's: give the new shape a word of its own."""
    described = pages.stranger().client.get("/api/openapi.json").json()
    assert [one for one in described["components"]["schemas"] if one.startswith("web__")] == []
