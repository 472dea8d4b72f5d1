"""评分与名次: the page of a round's scores and draws, for those who see all units."""

import json
from pathlib import Path

from sqlalchemy import text

from actions import scoring
from models import draws
from runtime.commands.draw import verify
from tests.actions.test_draws import ROUND, a_round_in, draws_lots
from tests.factories import MONDAY, person
from tests.web.visitors import Pages

_PASSWORDS = "UPDATE people SET password = (SELECT password FROM people WHERE login = 'admin')"


def furnished(pages: Pages, **more: int) -> list[str]:
    with pages.office.database.transaction() as session:
        found = a_round_in(session, pages.office.seal, **more)
        session.execute(text(_PASSWORDS))
    return found


def score_all(pages: Pages, found: list[str]) -> None:
    """The judges differ by two points each; the cases by ten."""
    with pages.office.database.transaction() as session:
        draws_lots(session)
        judges = {person(session, f"panel{n:03}").id: n for n in range(5)}
    for level, case_id in enumerate(found):
        with pages.story(case_id) as story:
            for share in story.state.assignments:
                if share.step == "judging":
                    n = judges[share.person]
                    actor = story.who(f"panel{n:03}")
                    points = {"results": 50 + 10 * level + 2 * n}
                    scoring.give_score(story.session, share.id, points, actor=actor, now=MONDAY)


def test_an_officer_draws_and_everybody_can_check_the_file(pages: Pages, tmp_path: Path) -> None:
    furnished(pages)
    officer = pages.as_("prov.officer")
    assert "4 件等候抽签" in officer.sees(f"/rounds/{ROUND}/scores")
    empty = officer.posts(f"/rounds/{ROUND}/draws/judging", seed=" ")
    assert (empty.status_code, "请写明抽签的种子" in empty.text) == (422, True)
    assert officer.posts(f"/rounds/{ROUND}/draws/judging", seed="开奖号 07 12 19").status_code == 303
    page = officer.sees(f"/rounds/{ROUND}/scores")
    assert "开奖号 07 12 19" in page
    with pages.office.database.transaction() as session:
        [row] = draws.of_round(session, ROUND)
    file = tmp_path / "draw.json"
    file.write_bytes(officer.client.get(f"/rounds/{ROUND}/draws/{row.id}.json").content)
    assert verify(file) == 0
    forged = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**forged, "seed": "别的种子"}), encoding="utf-8")
    assert verify(file) == 1
    file.write_text("{}", encoding="utf-8")
    assert verify(file) == 2


def test_the_ranking_stands_beside_the_judges_leniency(pages: Pages) -> None:
    found = furnished(pages, places=1)
    score_all(pages, found)
    page = pages.as_("prov.officer").sees(f"/rounds/{ROUND}/scores")
    for said in ("名额内", "名额外", "宽严校正分（参考）", "演示panel004", "一致性"):
        assert said in page
    assert "<svg" in pages.as_("prov.officer").seen.text


def test_a_unit_does_not_see_the_scores_of_all(pages: Pages) -> None:
    furnished(pages)
    chair = pages.as_("xjtu.chair")
    assert chair.client.get(f"/rounds/{ROUND}/scores").status_code == 404
    assert chair.posts(f"/rounds/{ROUND}/draws/judging", seed="x").status_code == 403


def test_the_api_draws_and_answers_with_the_record(pages: Pages) -> None:
    furnished(pages)
    officer = pages.as_("prov.officer")
    officer.sees("/notices")
    answer = officer.asks(f"/rounds/{ROUND}/draws/judging", seed="x")
    assert answer.status_code == 201
    assert len(answer.json()["judges_of"]) == 4
    again = officer.asks(f"/rounds/{ROUND}/draws/judging", seed="y")
    assert (again.status_code, again.json()["refused"]) == (409, "NothingToDraw")
