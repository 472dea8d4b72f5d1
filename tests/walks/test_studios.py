"""A studio on the pages: named, checked, mended, led by another, shown higher up, taken back."""

from datetime import date

from seeds.invented import invent
from tests.walks.camera import Camera
from tests.walks.living import LivingOffice
from tests.walks.walk import Walk
from tests.walks.words import HEIR, Answers

CHAIR = "bjzx.chair"
_STUDIO: Answers = {
    "工作室名称": "演示数学教学创新工作室",
    "成员表": [{"姓名": f"演示{one}"} for one in "甲乙丙丁戊"],
    "成果（累计）": [{"名称": f"演示成果{one}"} for one in "一二三"],
    "成立日期": "2020-05-04",
    "场所面积（平方米）": "80",
    "年度经费": "30000.00",
    "本年成果数（专利、论文、效益）": "0",
    "领衔人在职": "是",
    "新领衔人在职": "是",
    "团队稳定": "是",
    "有管理制度和年度计划": "是",
}

_NEXT = invent("walks/next heir")
_NAMED, _OF_THE_PROVINCE = "GZS", "GZP"


def test_a_studio_lives_four_years(living: LivingOffice, camera: Camera) -> None:
    answers = dict(_STUDIO)
    walk = Walk(living, camera, answers)
    walk.begins("studio_naming", CHAIR)
    _ends_well(walk)
    walk.comes(date(2023, 2, 13))
    walk.comes(date(2023, 11, 6))
    walk.takes_up(_NAMED, "创新工作室年度检查")
    assert walk.to_the_end("不合格，限期整改").outcome == "failed", "no result in a year"
    walk.comes(date(2024, 3, 4))
    walk.takes_up(_NAMED, "创新工作室限期整改")
    assert walk.to_the_end().outcome == "mended"
    for process in ("studio_leader_change", "studio_naming_prov"):
        walk.begins_about(_NAMED, process, CHAIR)
        _ends_well(walk)
    assert HEIR.name in walk.title_page(_NAMED, CHAIR).reads("//dl[@class='facts']"), "the leader was changed"
    assert HEIR.name in walk.title_page(_OF_THE_PROVINCE, CHAIR).reads("//dl[@class='facts']")
    walk.comes(date(2025, 3, 13))
    walk.takes_up(_NAMED, "创新工作室三年复核")
    assert walk.to_the_end().outcome == "confirmed"
    answers |= {"新领衔人姓名": _NEXT.name, "新领衔人身份证号": _NEXT.id_number}  # the heir leads it by now
    for process in ("studio_leader_change_upper", "studio_naming_national"):
        walk.begins_about(_OF_THE_PROVINCE, process, CHAIR)
        _ends_well(walk)
    for title, process in ((_OF_THE_PROVINCE, "honour_revocation"), (_NAMED, "title_revocation")):
        walk.begins_about(title, process, CHAIR)
        assert walk.to_the_end().outcome == "revoked"
    assert "已撤销" in walk.title_page(_NAMED, CHAIR).reads("//h1")


def _ends_well(walk: Walk) -> None:
    """The case is decided, and its page says so to whoever began it."""
    assert walk.to_the_end().status == "determined"
    assert walk.told(CHAIR)
