"""Fields that come and go with the answers before them, on the page."""

import httpx
import pytest

from actions import cases
from actions.processes import publish
from tests.actions.test_shape_of_a_process import a_process
from tests.factories import MONDAY, person
from tests.web.visitors import Pages, Visitor, words

CHAIR = "xjtu.chair"
FORM = {
    "subject": "topic",
    "fields": [
        {"key": "topic", "label": "事由", "type": "text"},
        {"key": "cadre", "label": "是否干部", "type": "boolean"},
        {
            "key": "rank",
            "label": "职级",
            "type": "text",
            "max": 20,
            "when": {"field": "cadre", "op": "==", "value": True},
        },
    ],
}


def an_open_form(pages: Pages) -> str:
    with pages.office.database.transaction() as session:
        publish(session, a_process(form=FORM), "", actor_id=None, now=MONDAY)
        case = cases.open_case(session, "shaped", actor=person(session, CHAIR), now=MONDAY)
    return f"/assignments/{pages.share(case, CHAIR)}/form"


def types(chair: Visitor, form: str, **typed: str) -> httpx.Response:
    headers = {"HX-Request": "true", "X-CSRF-Token": chair.token}
    answer: httpx.Response = chair.client.post(form.replace("/form", "/draft"), data=typed, headers=headers)
    return answer


def test_a_field_comes_and_goes_while_somebody_types(pages: Pages) -> None:
    form, chair = an_open_form(pages), pages.as_(CHAIR)
    chair.sees(form)
    assert 'id="rank-field" hidden>' in chair.client.get(form).text
    came = types(chair, form, **{"f.topic": "甲", "f.cadre": "yes"})
    assert 'id="rank-field" hx-swap-oob="true">' in came.text
    stays = types(chair, form, **{"f.topic": "甲", "f.cadre": "yes", "f.rank": "正处级", "shown": "rank"})
    assert "rank-field" not in stays.text, "nobody draws a field anew under the hands of its writer"
    went = types(chair, form, **{"f.topic": "甲", "f.cadre": "no", "f.rank": "正处级", "shown": "rank"})
    assert 'id="rank-field" hx-swap-oob="true" hidden>' in went.text


@pytest.mark.parametrize(("cadre", "kept"), [("yes", True), ("no", False)])
def test_what_is_hidden_is_kept_for_the_writer_and_left_out_when_handed_in(
    pages: Pages, cadre: str, *, kept: bool
) -> None:
    form, chair = an_open_form(pages), pages.as_(CHAIR)
    typed = {"f.topic": "甲", "f.cadre": cadre, "f.rank": "正处级"}
    types(chair, form, **typed)
    assert 'value="正处级"' in chair.client.get(form).text
    answer = chair.posts(form.replace("/form", "/submission"), **typed)
    assert answer.status_code == 303, words(answer)
    page = chair.sees(answer.headers["location"])
    assert ("正处级" in page, "职级" in page) == (kept, kept)


def test_only_what_is_shown_is_asked_for(pages: Pages) -> None:
    form, chair = an_open_form(pages), pages.as_(CHAIR)
    answer = chair.posts(form.replace("/form", "/submission"), **{"f.topic": "甲", "f.cadre": "yes"})
    assert answer.status_code == 422
    assert "职级 ：必填" in words(answer)


def test_the_api_drops_what_is_not_asked(pages: Pages) -> None:
    share = an_open_form(pages).split("/")[2]
    said = {"answers": {"topic": "甲", "cadre": False, "rank": "正处级"}}
    answer = pages.as_(CHAIR).asks(f"/assignments/{share}/submission", **said)
    assert answer.status_code == 200, answer.text
