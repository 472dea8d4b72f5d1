"""Refusals about households: their files, what outside bodies say, and help."""

from engine.refusals.refusal import Refusal


class NoHouseholdHere(Refusal):
    """“{step}”环节不填写家庭情况。"""


class TakenMeanwhile(Refusal):
    """刚有另一户把其中的人写进了档案，一人只能在一份档案里；请重新打开核对。"""


class NoHouseholdYet(Refusal):
    """这件事项还没有填写家庭情况。"""


class NoSuchRequest(Refusal):
    """没有这项比对，或已有答复。"""


class NotForTheCentre(Refusal):
    """只有正在办理这件事项的人可以核清比对结果。"""
