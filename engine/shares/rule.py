"""``quota.shares``: a list against the ratios of its award and year."""

from collections import Counter
from collections.abc import Iterator

from engine.rulebook.answer import Answer, Figure, Rule
from engine.rulebook.written import percent
from engine.shares.feasibility import clash
from engine.shares.mending import moves
from engine.shares.question import HeadCap, Ratio, SharesAsked

_EXAMPLE = """\
rules: prov51_2021            # a published set; or the rules themselves: {ratios: [...], head_caps: [...]}
places: 140
single_listed: 0              # 单列: outside both sides of every ratio
classes: {产业工人: 50, 其他一线: 30, 科教人员: 22, 机关事业: 14, 其余: 24}   # exclusive (人员类别)
flags: {农民工: 9, 非公: 17}    # cut across the classes
from_units: []                # [{unit: 甲厂工会, class: 企业负责人, count: 1}], for caps per unit
"""


def answer(asked: SharesAsked) -> Answer:
    """Each ratio's need and have on the regular places; what clashes, or the smallest change that mends the list."""
    checked = [(one, _have(asked, one)) for one in asked.rules.ratios]
    figures = [_base(asked)]
    for one, have in checked:
        figures += _figures(one, have, asked.base)
    capped = [fig for one in asked.rules.head_caps for fig in _per_unit(asked, one)]
    figures += capped
    clashing = clash(asked.rules.ratios, asked.base)
    wrong = [_wrong(one, have, asked.base) for one, have in checked if _ok(one, have, asked.base) is False]
    wrong += [one.how for one in capped if one.value is False]
    unknown = [one.subject for one, have in checked if have is None]
    unknown += [one.class_ for one in asked.rules.head_caps if not asked.from_units]
    return _said(asked, clashing, wrong, unknown, figures)


def _said(
    asked: SharesAsked,
    clashing: tuple[Ratio, ...],
    wrong: list[str],
    unknown: list[str],
    figures: list[Figure],
) -> Answer:
    if clashing:
        names = "、".join(f"{one.subject}{one.op}{one.bound(asked.base)}" for one in clashing)
        told = Figure("clash", "互相冲突的规则", names, f"常规名额只有 {asked.base} 名")
        return Answer("infeasible", f"{asked.base} 个名额无法同时满足：{names}", (*figures, told))
    if wrong:
        mend = _mend(asked)
        cure = f"；最小调整：{mend}" if mend else ""
        told_mend = (Figure("mend", "最小调整", mend),) if mend else ()
        return Answer("rejected", f"不符合：{'；'.join(wrong)}{cure}", (*figures, *told_mend))
    if unknown:
        return Answer("unknown", f"还缺这些人数，不能认定符合：{'、'.join(unknown)}", tuple(figures))
    return Answer("accepted", "各项比例和控制数都符合", tuple(figures))


def _mend(asked: SharesAsked) -> str:
    """Class moves and missing flags; without all classes on the list nothing can be said of classes."""
    known: Counter[str] = Counter()
    for name, count in asked.classes.items():
        known[_named(asked, name)] += count
    said = []
    if sum(known.values()) == asked.base:
        said = [str(one) for one in moves(asked.rules.ratios, known, asked.base)]
    for one in asked.rules.ratios:
        have = _have(asked, one)
        if (
            one.flag
            and have is not None
            and (gap := one.bound(asked.base) - have)
            and not _ok(one, have, asked.base)
        ):
            said.append(f"{'换上' if gap > 0 else '换下'}{one.flag} {abs(gap)} 名")
    return "；".join(said)


def _named(asked: SharesAsked, name: str) -> str:
    return next((one.class_ for one in asked.rules.ratios if one.class_ and name in one.also), name)


def _have(asked: SharesAsked, one: Ratio) -> int | None:
    """The count on the list. A class not written is none only when the written ones fill all places."""
    counts = asked.classes if one.class_ else asked.flags
    written = [counts[name] for name in (one.subject, *one.also) if name in counts]
    if written:
        return sum(written)
    return 0 if one.class_ and sum(asked.classes.values()) == asked.base else None


def _ok(one: Ratio, have: int | None, base: int) -> bool | None:
    if have is None:
        return None
    return have >= one.bound(base) if one.op == ">=" else have <= one.bound(base)


def _wrong(one: Ratio, have: int | None, base: int) -> str:
    sign, wanted = ("＜", "应不少于") if one.op == ">=" else ("＞", "应不超过")
    share = percent(have or 0, base)
    return f"{one.subject} {have}/{base} = {share} {sign} {_percent(one)}，{wanted} {one.bound(base)} 名"


def _percent(one: Ratio) -> str:
    return f"{float(one.value * 100):g}%"


def _base(asked: SharesAsked) -> Figure:
    how = f"{asked.places} - {asked.single_listed}"
    return Figure("base", "常规名额", asked.base, how, "比例以常规名额为基数，单列不计入分子和分母")


def _figures(one: Ratio, have: int | None, base: int) -> Iterator[Figure]:
    sort = "下限，进位" if one.op == ">=" else "上限，去尾"
    exact = f"{_percent(one)} × {base} = {float(one.value * base):g}（{sort}）"
    yield Figure(f"{one.word}.need", f"{one.subject}{one.op}", one.bound(base), exact, one.clause)
    if have is None:
        yield Figure(f"{one.word}.ok", f"{one.subject}是否符合", "unknown", "没有写人数", one.clause)
        return
    yield Figure(f"{one.word}.have", one.subject, have)
    yield Figure(f"{one.word}.share", f"{one.subject}占比", percent(have, base), f"{have} ÷ {base}")
    yield Figure(f"{one.word}.ok", f"{one.subject}是否符合", bool(_ok(one, have, base)), "", one.clause)


def _per_unit(asked: SharesAsked, cap: HeadCap) -> Iterator[Figure]:
    counts: Counter[str] = Counter()
    for one in asked.from_units:
        counts[one.unit] += one.count * (one.class_ == cap.class_)
    for unit, count in counts.items():
        how = f"{unit}推荐{cap.class_} {count} 名，控制数 {cap.max} 名"
        yield Figure(
            f"head_cap.{cap.class_}.{unit}", f"{unit}：{cap.class_}", count <= cap.max, how, cap.clause
        )


SHARES = Rule("quota.shares", "推荐名单的比例和控制数", SharesAsked, answer, _EXAMPLE, "rules")
