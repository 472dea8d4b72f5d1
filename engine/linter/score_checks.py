"""What must hold of scoring and visits: a sheet that adds up, a mark in reach, judges left, ties that end."""

from collections.abc import Iterator

from engine.definition import ForEachBlock, Process, ScoreStep, Step, VisitStep, needs_draw
from engine.linter.findings import Finding, Notice, Path, repeated
from engine.scores.scoring import exact
from engine.sheets import Sheet
from engine.way.shape import before


def check_scoring(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """All findings of a score or visit step; none of any other."""
    if needs_draw(step):
        yield from _check_drawn(process, step, path)
    if not isinstance(step, ScoreStep):
        return
    sheet = process.sheet_of(step.key)
    if sheet is None:
        yield Finding(path, f"“{step.title}”没有评分表，前面也没有可以沿用的", "写上 sheet")
    else:
        yield from _check_sheet(step, sheet, path)
        yield from _check_ties(process, step, sheet, path)
    yield from _check_judges(process, step, path)
    yield from _check_draw(process, step, path)
    yield from _check_place(process, step, path)
    yield from _check_hidden(process, step, path)


def lint_scoring(process: Process) -> Iterator[Finding]:
    """Ties and dropped totals that nobody thought of, and a visit that leaves nothing behind."""
    for home in process.layout:
        match home.entry:
            case ScoreStep() as step:
                yield from _unthought(step, home.path)
            case VisitStep() as step:
                yield from _without_trace(process, step, home.path)


def _check_sheet(step: ScoreStep, sheet: Sheet, path: Path) -> Iterator[Finding]:
    place = (*path, "sheet")
    yield from repeated([one.key for one in sheet.criteria], (*place, "criteria"), "评分项")
    if sheet.total is not None and sheet.whole != sheet.total:
        yield Finding(
            (*place, "total"),
            f"“{sheet.title}”各项合计 {exact(sheet.whole)} 分，写的总分是 {sheet.total}",
            "改正各项的 max 或 weight，或改正 total",
        )
    mark = step.pass_
    if mark is not None and not mark.is_met(sheet.whole):
        yield Finding(
            (*path, "pass"),
            f"“{step.title}”的达标线{mark.in_words}，满分只有 {exact(sheet.whole)} 分，谁也达不到",
            "降低 pass，或改正评分表",
        )


def _check_ties(process: Process, step: ScoreStep, sheet: Sheet, path: Path) -> Iterator[Finding]:
    later = {one.key for one in process.steps} - {*before(process, step.key), step.key}
    for n, key in enumerate(step.ties):
        place = (*path, "ties", n)
        if key in step.ties[:n]:
            yield Finding(place, f"“{step.title}”的同分规则 {key} 写了两次", "只写一次")
        elif sheet.criterion(key) is None and key not in later:
            yield Finding(
                place,
                f"“{step.title}”的同分规则 {key} 不是评分项，也不是后面的环节",
                "改成评分表里的评分项，或后面环节的代码",
            )
        elif sheet.criterion(key) is None and n + 1 < len(step.ties):
            yield Finding(place, f"“{step.title}”的同分由后面的环节决定，之后的规则用不上", "把环节放在最后")


def _check_judges(process: Process, step: ScoreStep, path: Path) -> Iterator[Finding]:
    if len(set(step.drop)) < len(step.drop):
        yield Finding((*path, "drop"), f"“{step.title}”的 drop 里有重复", "最高、最低各写一次")
    least = max(step.judges or 0, step.draw.per_case if step.draw else 0)
    if step.drop and 0 < least <= len(step.drop):
        yield Finding(
            (*path, "drop"),
            f"“{step.title}”只要 {least} 名评委，去掉 {len(step.drop)} 份就没有分数了",
            "增加 judges，或少去掉一份",
        )
    body = process.bodies.get(step.by)
    if body is None or body.organ is not None:
        return
    words = [word for word in ("drop", "judges", "blind") if getattr(step, word)]
    for word in words:
        yield Finding(
            (*path, word), f"“{step.title}”由一人评分，{word} 没有作用", "删去，或由有 organ 的机构评分"
        )


def _check_draw(process: Process, step: ScoreStep, path: Path) -> Iterator[Finding]:
    if step.draw is None:
        return
    place = (*path, "draw")
    if step.draw.of != step.by:
        yield Finding(
            (*place, "of"), f"“{step.title}”从 {step.draw.of} 抽评委，却由 {step.by} 评分", "两处写同一机构"
        )
    body = process.bodies.get(step.draw.of)
    if body is not None and body.organ is None:
        yield Finding(
            (*place, "of"), f"“{step.title}”从{body.title}抽评委，但它没有固定的成员", "改成有 organ 的机构"
        )
    if step.judges is not None and step.judges > step.draw.per_case:
        yield Finding(
            (*place, "per_case"),
            f"“{step.title}”每件抽 {step.draw.per_case} 名评委，却至少要 {step.judges} 名",
            "增加 per_case，或减少 judges",
        )


def _check_drawn(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    if process.kind != "campaign":
        yield Finding(
            path, f"“{step.title}”要抽签，单个事项没有届次，无从一起抽", "改成 kind: campaign，或不抽"
        )


def _check_place(process: Process, step: ScoreStep, path: Path) -> Iterator[Finding]:
    if any(isinstance(block, ForEachBlock) for block, _ in process.homes[step.key].around):
        yield Finding(path, f"“{step.title}”给整个事项打分，不能逐项评分", "移到外面")


def _check_hidden(process: Process, step: ScoreStep, path: Path) -> Iterator[Finding]:
    fields = {one.key for one in process.form.fields}
    for n, key in enumerate(step.hides):
        if key not in fields:
            yield Finding(
                (*path, "hides", n), f"“{step.title}”不给评委看的 {key} 不是表单字段", "改成字段的代码"
            )
    if step.hides and not step.blind:
        yield Finding(
            (*path, "hides"), f"“{step.title}”不是匿名评审，hides 没有作用", "删去，或写上 blind: true"
        )


def _unthought(step: ScoreStep, path: Path) -> Iterator[Finding]:
    if step.places is not None and not step.ties:
        yield Notice(
            path, f"“{step.title}”限名额，没有写同分怎么办", "写上 ties：依次比较的评分项，最后是后面的环节"
        )
    if step.drop and step.judges is None and step.draw is None:
        yield Notice(
            path,
            f"“{step.title}”去掉最高分或最低分，没有写至少几名评委，回避后可能所剩无几",
            "写上 judges，例如 5",
        )


def _without_trace(process: Process, step: VisitStep, path: Path) -> Iterator[Finding]:
    fields = process.fields_at(step.key)
    if not any(one.type == "date" for one in fields):
        yield Notice(path, f"“{step.title}”没有填考察日期", "加一个在这里填的 date 字段")
    if not any(one.type == "file" for one in fields):
        yield Notice(path, f"“{step.title}”没有照片或附件", "加一个在这里填的 file 字段")
    if step.people == 1:
        yield Notice((*path, "people"), f"“{step.title}”一人就能定，没有人在场作证", "改成 2 人以上")
