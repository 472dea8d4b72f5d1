"""Every award of the year is walked to its end on the pages."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.walks.camera import Camera
from tests.walks.living import LivingOffice
from tests.walks.walk import Walk
from tests.walks.words import Answers

AWARDS: Mapping[str, Answers] = {
    "award_national51": {},
    "award_national51_unit": {},
    "award_national51_pioneer": {},
    "award_sanqin": {
        "是否在生产一线从事技能工作": "是",
        "职业技能等级": "高级技师",
        "是否获市总工会或省级产业工会表彰": "是",
        "攻克关键技术难题": "是",
    },
    "award_provmodel": {"推荐称号": "先进工作者", "用工身份": "事业单位工作人员", "教学工作量": "教师已完成"},
    "award_provmodel_unit": {},
    "award_industry_artisan": {"是否在一线从事技能工作": "是"},
    "award_shide": {},
    "award_shide_team": {"团队成员（含带头人）": [{"姓名": f"演示{one}"} for one in "甲乙丙丁戊"]},
}
BEGINS = {"award_sanqin": date(2022, 5, 5)}  # votes from July on, and opinions are good for ninety days

TAKEN_BACK: Mapping[str, Mapping[str, str]] = {
    "award_national51": {"QWZ": "honour_revocation"},
    "award_shide": {"SDB": "shide_revocation"},
    "award_industry_artisan": {"CYG": "title_revocation"},
}


@pytest.mark.parametrize("process", AWARDS)
def test_an_award_is_walked_to_its_end(living: LivingOffice, camera: Camera, process: str) -> None:
    walk = Walk(living, camera, AWARDS[process])
    if process in BEGINS:
        walk.comes(BEGINS[process])
    walk.is_granted(process, "bjzx")
    for title, revocation in TAKEN_BACK.get(process, {}).items():
        walk.begins_about(title, revocation, "bjzx.chair")
        assert walk.to_the_end().outcome == "revoked"
