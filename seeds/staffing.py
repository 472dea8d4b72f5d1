"""Whether an organisation has people for the bodies of a definition: an empty body stops every case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.definition import Body, Process, StepBase, body_of
from engine.linter.checks import Finding
from engine.way.opening import people_needed


@dataclass(frozen=True, slots=True)
class Staffed:
    """Who is there: each unit with the one above it, the posts that are held, the organs and how many members."""

    units: Mapping[str, str | None]
    posts: frozenset[tuple[str, str]]
    organs: frozenset[str]
    sizes: Mapping[str, int] = field(default_factory=dict)


def check_staffing(process: Process, staffed: Staffed) -> list[Finding]:
    """Find every body that no unit of the organisation could fill, with what is missing."""
    found = [finding for key, body in process.bodies.items() for finding in _check(key, body, staffed)]
    return [*found, *_too_small(process, staffed)]


def _too_small(process: Process, staffed: Staffed) -> Iterator[Finding]:
    """An organ with fewer members than a step needs holds every case there, recusal or not."""
    for home in process.layout:
        step = home.entry
        if not isinstance(step, StepBase) or (needed := people_needed(step)) is None:
            continue
        body = process.bodies[body_of(step) or ""]
        there = staffed.sizes.get(body.organ or "")
        if there is not None and there < needed[0]:
            yield Finding(
                (*home.path, "by"),
                f"“{step.title}”需要 {needed[0]} {needed[1]}，“{body.title}”只有 {there} 名成员",
                "增加成员，或减少需要的人数",
            )


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A body of a process that has lost its last person: everywhere, or in one unit."""

    process: str
    body: str
    unit: str | None


def vacancies(process: Process, before: Staffed, after: Staffed) -> list[Vacancy]:
    """Find the bodies that had people before and have none after."""
    return [
        Vacancy(process.title, body.title, unit)
        for body in process.bodies.values()
        for unit in _deserted(body, before, after)
    ]


def _deserted(body: Body, before: Staffed, after: Staffed) -> Iterator[str | None]:
    if body.organ is not None:
        if body.organ in before.organs - after.organs:
            yield None
        return
    seats = _seats(body, after)
    yield from sorted(
        unit for unit, post in before.posts - after.posts if post == body.post and unit in seats
    )


def _check(key: str, body: Body, staffed: Staffed) -> Iterator[Finding]:
    path = ("bodies", key)
    if body.organ is not None:
        if body.organ not in staffed.organs:
            yield Finding(
                (*path, "organ"), f"“{body.title}”没有成员：机构 {body.organ} 无人", "先登记这个机构的成员"
            )
        return
    if body.unit not in (None, "unit", "parent_unit") and body.unit not in staffed.units:
        yield Finding((*path, "unit"), f"“{body.title}”的单位 {body.unit} 不存在", "改成已登记单位的代码")
        return
    if body.post is not None and not _seats(body, staffed) & {unit for unit, _ in _held(body.post, staffed)}:
        yield Finding(
            (*path, "post"),
            f"“{body.title}”无人任职：没有人担任 {body.post}",
            "先登记任职人员，或改用已有的职务",
        )


def _held(post: str, staffed: Staffed) -> set[tuple[str, str]]:
    return {one for one in staffed.posts if one[1] == post}


def _seats(body: Body, staffed: Staffed) -> set[str]:
    """The units that the body may mean: any unit, any unit above another, or the one it names."""
    match body.unit:
        case None | "unit":
            return set(staffed.units)
        case "parent_unit":
            return {above for above in staffed.units.values() if above}
        case key:
            return {key}
