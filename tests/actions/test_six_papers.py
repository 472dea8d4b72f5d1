"""六有: the check list of a file follows from what was done, and from nothing that anybody ticks."""

from sqlalchemy.orm import Session

from engine.hardship.six_papers import six_papers
from models.sealing import Seal
from tests.households import HouseholdStory, a_story, shipped


def there(story: HouseholdStory, *, helped: int = 0) -> list[str]:
    found = six_papers(shipped("hardship_identify"), story.state, helped=helped)
    assert [one.title for one in found] == ["有申请", "有证明", "有入户", "有公示", "有审批", "有帮扶记录"]
    return [one.title for one in found if one.there]


def test_each_of_the_six_is_there_once_its_step_is_done_and_not_before(session: Session, seal: Seal) -> None:
    story = a_story(session, seal)
    story.opened()
    assert there(story) == []
    story.filled()
    story.submitted()
    assert there(story) == ["有申请", "有证明"]
    story.visited_and_appraised()
    assert there(story) == ["有申请", "有证明", "有入户"], "it is on the board, and the days are not over"
    story.shown()
    assert there(story)[-1] == "有公示"
    story.nothing_found()
    story.decided("prov.officer")
    assert "有审批" not in there(story)
    story.decided("prov.head", outcome="filed")
    assert there(story) == ["有申请", "有证明", "有入户", "有公示", "有审批"]
    assert there(story, helped=1)[-1] == "有帮扶记录"
