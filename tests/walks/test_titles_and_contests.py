"""What is no yearly award: the contest for safety, the alliance of studios, model workers and what they are paid."""

from datetime import date

from tests.walks.camera import Camera
from tests.walks.living import LivingOffice
from tests.walks.walk import Walk

CHAIR = "bjzx.chair"


def test_a_contest_for_safety(living: LivingOffice, camera: Camera) -> None:
    walk = Walk(living, camera)
    walk.comes(date(2022, 4, 6))
    walk.opens_round("ankang_cup", "bjzx")
    walk.begins("ankang_cup", CHAIR)
    assert walk.to_the_end().status == "determined"
    assert walk.told(CHAIR)


def test_an_alliance_of_studios(living: LivingOffice, camera: Camera) -> None:
    studios = [{"工作室名称": f"演示创新工作室{one}", "领衔人": f"演示{one}"} for one in "甲乙丙丁戊"]
    yes = {"自愿、平等、非营利": "是", "章程写明退出办法": "是"}
    walk = Walk(living, camera, {"成员工作室（已命名的）": studios, **yes})
    walk.begins("studio_alliance", CHAIR)
    assert walk.to_the_end().status == "determined"
    assert walk.told(CHAIR)


def test_a_model_worker_is_entered_and_paid_a_subsidy(living: LivingOffice, camera: Camera) -> None:
    walk = Walk(
        living,
        camera,
        {"授予年份": "2015", "补助种类": "生活困难补助金", "本人月收入": "1500.00", "拟补助金额": "1000.00"},
    )
    walk.begins("model_worker_entry", "bjzx.officer1")
    assert walk.to_the_end().outcome == "entered"
    walk.begins_about("LMTZ", "model_worker_subsidy", "bjzx.officer1")
    assert walk.to_the_end().status == "determined"
    assert walk.told(CHAIR)


def test_a_part_of_a_union_recommends_and_the_union_nominates(living: LivingOffice, camera: Camera) -> None:
    walk = Walk(living, camera)
    walk.opens_round("award_national51", "xjtu")
    walk.begins("group_recommendation", "xjtumat.chair")
    assert walk.to_the_end().outcome == "chosen"
    walk.nominates("xjtu.chair")
    assert walk.to_the_end().outcome == "granted"
