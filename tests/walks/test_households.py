"""A household on the pages: its file opened, looked at again, closed; watched, fallen back, and all of it anew."""

from tests.walks.camera import Camera
from tests.walks.households import WORDS, HouseholdWalk
from tests.walks.living import LivingOffice

OFFICER = "xjtu.officer1"


def test_a_household_leaves_falls_back_and_is_identified_anew(living: LivingOffice, camera: Camera) -> None:
    walk = HouseholdWalk(living, camera)
    walk.begins("hardship_identify", OFFICER)
    assert walk.to_the_end().outcome == "filed"
    walk.begins("hardship_reverify", OFFICER)
    assert walk.to_the_end().outcome == "kept"
    walk.says(WORDS | {"退出原因": "脱困", "致困原因已经消除": "是", "已告知本人退出和再次申请的权利": "是"})
    walk.wage, walk.ill = "90000", False
    walk.begins("hardship_exit", OFFICER)
    assert walk.to_the_end().outcome == "left"
    walk.is_struck("wage_stop")  # opens relapse_case
    walk.says(WORDS | {"核定等级": "红", "情况属实": "是", "复查结果": "需要重新建档"})
    assert walk.to_the_end("重新建档（返困）").outcome == "refiled"
    walk.follows_up()
    walk.wage, walk.ill, walk.known = "24000", True, True
    assert walk.to_the_end().outcome == "filed", "the office has begun it anew by itself"


def test_a_refusal_is_looked_at_again_by_others(living: LivingOffice, camera: Camera) -> None:
    walk = HouseholdWalk(living, camera, wage="90000", ill=False)
    walk.chooses_order("hardship_identify_checked_first")
    walk.begins("hardship_identify_checked_first", OFFICER)
    assert walk.to_the_end("不予认定").outcome == "refused"
    walk.asks_for_review(OFFICER)  # opens hardship_review
    walk.wage, walk.ill = "38400", True
    assert walk.to_the_end().outcome == "filed"
