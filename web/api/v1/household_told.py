"""A household as the API tells it: what the page shows, no more."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from actions.households import Opened
from engine.hardship.file import HouseholdFile
from engine.hardship.file_checks import Finding
from engine.rulebook.answer import Answer
from web.api.v1.shapes import households as shapes
from web.api.v1.shapes.lists import FigureOut
from web.households.page import Look, shown
from web.households.rows import masked

Shape = TypeVar("Shape", bound=BaseModel)


def kept(file: Opened | None) -> shapes.KeptFile:
    """The file while it is filled in; an empty one before anything was kept."""
    known = file.file if file else HouseholdFile()
    return shapes.KeptFile(
        members=[
            shapes.KeptMember.model_validate(
                one.model_dump(mode="json") | {"was": place, "id_number": masked(one.id_number)}
            )
            for place, one in enumerate(known.members)
        ],
        bills=known.bills,
        assets=known.assets,
        traits=known.traits,
        accident_loss=known.accident_loss,
        account=known.account.model_copy(update={"card": masked(known.account.card)}),
        findings=_findings(file.findings if file else ()),
        answer=_answer(file.answer if file else None),
    )


def told(look: Look) -> shapes.HouseholdOfCase:
    """The household line by line."""
    page: Mapping[str, Any] = shown(look)
    household = page["household"]
    return shapes.HouseholdOfCase(
        file_number=household.file_number,
        filed_on=household.filed_on,
        exited_on=household.exited_on,
        version=shapes.Version.model_validate(page["version"]),
        whole=look.whole,
        members=_all(shapes.Member, page["members"]),
        account=page["account"],
        findings=_findings(page["findings"]),
        incomes=_all(shapes.ReckonedLine, page["incomes"]),
        rigid=_all(shapes.ReckonedLine, page["rigid"]),
        answer=_answer(page["answer"]),
        papers=_all(shapes.OneOfSix, page["papers"]),
        standings=_all(shapes.Standing, page["standings"]),
        versions=_all(shapes.Version, [one for one, _occasion in page["versions"]]),
        requests=[_request(one) for one in page["requests"]],
        contradictions=[_contradiction(one) for one in page["contradictions"]],
        paid=_all(shapes.Payment, page["paid"]),
    )


def _all(shape: type[Shape], found: Iterable[object]) -> list[Shape]:
    return [shape.model_validate(one) for one in found]


def _findings(found: Sequence[Finding]) -> list[shapes.FileFinding]:
    return [shapes.FileFinding(field=".".join(map(str, one.place)), sentence=one.sentence) for one in found]


def _answer(found: Answer | None) -> shapes.Reckoned | None:
    if found is None:
        return None
    figures = _all(FigureOut, found.figures)
    return shapes.Reckoned(result=str(found.result), sentence=found.sentence, figures=figures)


def _request(one: Mapping[str, Any]) -> shapes.DataRequest:
    request = one["request"]
    return shapes.DataRequest(
        id=request.id,
        number=request.number,
        agency=one["title"],
        due_on=request.due_on,
        late=one["late"],
        answered_at=request.answered_at,
        said=one["said"],
        waived_why=one["waived_why"],
    )


def _contradiction(one: Mapping[str, Any]) -> shapes.Contradiction:
    it = one["it"]
    return shapes.Contradiction(
        id=it.id,
        whose=it.whose,
        kind=one["kind"],
        detail=one["detail"],
        cleared_at=it.cleared_at,
        stands=it.stands,
        reason=one["reason"],
    )
