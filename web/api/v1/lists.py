"""Lists of levels, and the shares that they must keep, in JSON."""

from fastapi import APIRouter, Request

from actions import level_lists
from engine.rulebook.answer import Answer
from engine.shares.of_a_list import Counts
from web.api.v1.shapes import lists as shapes
from web.api.v1.speaker import Speaker
from web.refusals import NotFound
from web.rounds.lists import Shown, list_of, shown, shown_to
from web.rounds.shares import answered, shares_of_round
from web.speaking import transaction

router = APIRouter(prefix="/rounds/{round_key}")


@router.get("/lists")
def lists(request: Request, speaker: Speaker, round_key: str) -> list[shapes.LevelListOut]:
    """The lists that are the speaker's business."""
    with transaction(request) as session:
        found = shown_to(session, speaker, round_key)
        return [_told(shown(process, one, speaker)) for process, one in found]


@router.post("/lists/{step}/ranks", status_code=204)
def rank(request: Request, speaker: Speaker, round_key: str, step: str, said: shapes.Ranks) -> None:
    """Rank the cases of the speaker's own level that wait at ``step``."""
    with transaction(request) as session:
        _process, found = list_of(session, speaker, round_key, (step, said.category))
        level_lists.rank(
            session, found, said.ranks, actor=speaker.person, now=speaker.now, reason=said.reason
        )


@router.post("/lists/{step}/forwarding", status_code=204)
def put_forward(request: Request, speaker: Speaker, round_key: str, step: str, said: shapes.Which) -> None:
    """Put the list of the speaker's own level forward as it is ranked."""
    with transaction(request) as session:
        process, found = list_of(session, speaker, round_key, (step, said.category))
        level_lists.put_forward(session, process, found, actor=speaker.person, now=speaker.now)


@router.post("/shares")
def shares(request: Request, speaker: Speaker, round_key: str, said: shapes.ShareCounts) -> shapes.Verdict:
    """What the round's rule of shares says of a list as counts. Nothing is stored."""
    if not speaker.sees_all_units:
        raise NotFound
    _title, rules = shares_of_round(request, round_key)
    units = [(one.unit, one.class_, one.count) for one in said.from_units]
    counts = Counts(said.places, said.single_listed, said.classes, said.flags, units)
    return _verdict(answered(rules, counts))


def _told(one: Shown) -> shapes.LevelListOut:
    found = one.found
    return shapes.LevelListOut(
        step=found.step,
        level=found.level,
        category=found.category,
        places=found.places.places if found.places else None,
        used=found.used if found.places else None,
        cases=[
            shapes.Listed(
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


def _verdict(answer: Answer) -> shapes.Verdict:
    return shapes.Verdict.model_validate(answer)
