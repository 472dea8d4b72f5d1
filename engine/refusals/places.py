"""Of the ledger of places."""

from engine.refusals.refusal import Refusal, Unfit


class PlacesNotLeft(Refusal):
    """{unit}只有 {left} 个名额可动，不能{act} {asked} 个；已占用的名额不能动。"""


class PlacesNotHeldBack(Refusal):
    """{unit}只预留了 {reserve} 个名额，不能从预留中追加 {asked} 个。"""


class PlacesOutOfRange(Unfit):
    """名额应在 1 至 {most} 之间，现为 {places}。"""


class MovedNowhere(Unfit):
    """请选择另一个单位或另一个类别：名额本来就在这里。"""


class NoSuchUnit(Unfit):
    """没有这个单位：{unit}。"""
