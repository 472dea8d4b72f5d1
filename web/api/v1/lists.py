"""Lists of levels, and the shares that they must keep, in JSON."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from actions import level_lists
from engine.lists.standing import Where
from engine.rulebook.answer import Answer
from engine.shares.of_a_list import Counts
from web.api.v1.speaker import Speaker
from web.lists import Shown, list_of, process_of, shown, shown_to
from web.refusals import NotFound
from web.shares import answered, shares_of_round
from web.speaking import transaction

router = APIRouter(prefix="/rounds/{round_key}")


class Listed(BaseModel):
    """A case on the list."""

    number: str
    case: str
    subject: str | None
    unit: str
    rank: int | None
    standing: Where = Field(description="empty, forward, reserve or out")


class FigureOut(BaseModel):
    """One step of the reckoning."""

    model_config = ConfigDict(from_attributes=True)
    key: str
    label: str
    value: bool | int | str
    how: str
    clause: str


class Verdict(BaseModel):
    """What the rule of shares says: accepted, rejected, infeasible or unknown, with every figure."""

    model_config = ConfigDict(from_attributes=True)
    result: str
    sentence: str
    figures: list[FigureOut]


class LevelListOut(BaseModel):
    """One level's list at one step. ``places`` is null where the level was given none."""

    step: str
    level: str
    category: str
    places: int | None
    used: int | None
    cases: list[Listed]
    shares: Verdict | None


class Ranks(BaseModel):
    """The rank of each case that waits, by its number; a change of stored ranks says why."""

    model_config = ConfigDict(extra="forbid")
    ranks: dict[str, int]
    category: str = ""
    reason: str = ""


class Which(BaseModel):
    """Which list, where places are told apart by category."""

    model_config = ConfigDict(extra="forbid")
    category: str = ""


class FromUnit(BaseModel):
    """How many of a class one unit recommends."""

    model_config = ConfigDict(extra="forbid")
    unit: str
    class_: str = Field(alias="class")
    count: int = Field(ge=0)


class ShareCounts(BaseModel):
    """A list as counts; ``single_listed`` is within ``places``."""

    model_config = ConfigDict(extra="forbid")
    places: int = Field(ge=0)
    single_listed: int = Field(0, ge=0)
    classes: dict[str, int] = {}
    flags: dict[str, int] = {}
    from_units: list[FromUnit] = []


@router.get("/lists")
def lists(request: Request, speaker: Speaker, round_key: str) -> list[LevelListOut]:
    """The lists that are the speaker's business."""
    with transaction(request) as session:
        process = process_of(session, speaker, round_key)
        found = shown_to(session, speaker, process, round_key)
        return [_told(shown(process, one, speaker)) for one in found]


@router.post("/lists/{step}/ranks", status_code=204)
def rank(request: Request, speaker: Speaker, round_key: str, step: str, said: Ranks) -> None:
    """Rank the cases of the speaker's own level that wait at ``step``."""
    with transaction(request) as session:
        process = process_of(session, speaker, round_key)
        found = list_of(session, speaker, process, round_key, (step, said.category))
        level_lists.rank(
            session, found, said.ranks, actor=speaker.person, now=speaker.now, reason=said.reason
        )


@router.post("/lists/{step}/forwarding", status_code=204)
def put_forward(request: Request, speaker: Speaker, round_key: str, step: str, said: Which) -> None:
    """Put the list of the speaker's own level forward as it is ranked."""
    with transaction(request) as session:
        process = process_of(session, speaker, round_key)
        found = list_of(session, speaker, process, round_key, (step, said.category))
        level_lists.put_forward(session, process, found, actor=speaker.person, now=speaker.now)


@router.post("/shares")
def shares(request: Request, speaker: Speaker, round_key: str, said: ShareCounts) -> Verdict:
    """What the round's rule of shares says of a list as counts. Nothing is stored."""
    if not speaker.sees_all_units:
        raise NotFound
    _title, rules = shares_of_round(request, speaker, round_key)
    units = [(one.unit, one.class_, one.count) for one in said.from_units]
    counts = Counts(said.places, said.single_listed, said.classes, said.flags, units)
    return _verdict(answered(rules, counts))


def _told(one: Shown) -> LevelListOut:
    found = one.found
    return LevelListOut(
        step=found.step,
        level=found.level,
        category=found.category,
        places=found.places.places if found.places else None,
        used=found.places.used if found.places else None,
        cases=[
            Listed(
                number=entry.case.number,
                case=entry.case.id,
                subject=entry.case.subject,
                unit=entry.case.unit.key,
                rank=entry.standing.rank,
                standing=entry.standing.where,
            )
            for entry in found.entries
        ],
        shares=_verdict(one.answer) if one.answer else None,
    )


def _verdict(answer: Answer) -> Verdict:
    return Verdict.model_validate(answer)
