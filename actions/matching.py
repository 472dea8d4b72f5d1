"""信息比对: asking the bodies about a household, taking in what they say, clearing what contradicts the file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from actions.dossiers import disclose
from actions.households import opened
from engine.deadlines import local_date, working_days_after
from engine.definition import MachineStep, Process
from engine.handling.guards import must_be_allowed_in, must_explain
from engine.hardship.centre import must_be_of_the_centre
from engine.hardship.file import HouseholdFile
from engine.hardship.matching import KINDS, TOLD, Agencies, Agency, Fact, contradictions
from engine.matter import Matter
from engine.refusals import NoSuchRequest, NotForTheCentre
from engine.state import CaseState, Person
from models import calendars, cases, data_requests, households, numbers, processes
from models.data_requests import Contradiction, DataRequest
from models.households import HouseholdVersion
from models.sealing import Seal
from models.session import Session

SERIES = "XXBD"
BATCHES = "BDPC"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what a body says: for which request, and the fact itself."""

    number: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Sent:
    """One line of what a body is sent: only the fields that it needs."""

    number: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an answer: requests answered, contradictions found, lines that belong to nothing."""

    answered: int
    contradictions: int
    strays: int


def ask(session: Session, state: CaseState, agencies: Agencies, *, now: datetime) -> list[str]:
    """Ask every body about the version that was handed in last; asked again about it, nothing is asked twice.

    Returns the ids of what is asked.
    """
    version = _last_fixed(session, state)
    known = {one.agency: one.id for one in _of_version(session, state.id, version)}
    calendar, today = calendars.of(session), local_date(now)
    for agency in agencies.agencies:
        if agency.key in known:
            continue
        new = DataRequest(
            id=str(uuid4()),
            number=numbers.following(session, f"{SERIES}-{today.year}"),
            household=version.household,
            version=version.number,
            case_id=state.id,
            agency=agency.key,
            asked_at=now,
            due_on=working_days_after(today, agency.within, calendar),
        )
        session.add(new)
        known[agency.key] = new.id
    session.flush()
    return list(known.values())


def batch(
    session: Session, agency: Agency, *, actor: Person, now: datetime, seal: Seal
) -> tuple[str, list[Sent]]:
    """Everything the body still has to answer, as one numbered table of the fields that it needs.

    Whose numbers are in it is a line of each case's journal, with how many went together: a case's dossier proves its
    own journal and no other, so that a single line elsewhere would be in none of them. Raises NotTheCentre.
    """
    must_be_of_the_centre(actor)
    waiting = data_requests.waiting(session, agency.key)
    number = numbers.following(session, f"{BATCHES}-{local_date(now).year}")
    for one in waiting:
        one.batch = number
    session.flush()
    concerned = sorted({one.case_id for one in waiting})
    reason = f"{agency.title} {number}，同批 {len(concerned)} 户"
    for case_id in concerned:
        disclose(session, case_id, reason, actor=actor, now=now, what="matching")
    return number, [line for one in waiting for line in lines_of(session, one, agency, seal)]


def lines_of(session: Session, request: DataRequest, agency: Agency, seal: Seal) -> list[Sent]:
    """What the body is sent about one household: a line for each adult and child, with the fields it needs."""
    version = session.get_one(HouseholdVersion, (request.household, request.version))
    file = opened(session, version, seal).file
    return [
        Sent(request.number, {field: str(getattr(one, field)) for field in agency.sends})
        for one in file.members
    ]


def take_in(session: Session, agency: Agency, lines: Sequence[Line], *, now: datetime, seal: Seal) -> Taken:
    """Take in what a body says. What belongs to no open request is kept apart for a person; nothing is lost."""
    by_number: dict[str, list[Fact]] = {}
    for line in lines:
        by_number.setdefault(line.number, []).append(line.fact)
    known = data_requests.numbered(session, agency.key, list(by_number))
    answered = found = strays = 0
    for number, facts in by_number.items():
        request = known.get(number)
        if request is None or request.answered_at is not None:
            for fact in facts:
                data_requests.keep_stray(
                    session, agency.key, number, seal.text(fact.model_dump_json()), now=now
                )
            strays += len(facts)
            continue
        answered += 1
        found += _answered(session, request, facts, now=now, seal=seal)
    session.flush()
    return Taken(answered, found, strays)


def _answered(
    session: Session, request: DataRequest, facts: Sequence[Fact], *, now: datetime, seal: Seal
) -> int:
    request.answered_at, request.trouble = now, None
    request.answer = seal.text(json.dumps([one.model_dump(mode="json") for one in facts], ensure_ascii=False))
    version = session.get_one(HouseholdVersion, (request.household, request.version))
    found = contradictions(
        opened(session, version, seal).file, [one for one in facts if one.told != "nothing"]
    )
    for one in found:
        data_requests.note_contradiction(session, request.id, one.kind, one.whose, seal.text(one.detail))
    return len(found)


def clear(
    session: Session,
    contradiction_id: str,
    reason: str,
    *,
    stands: bool,
    actor: Person,
    now: datetime,
    seal: Seal,
) -> None:
    """Say whether a contradiction stands (and the file was corrected), and why.

    Raises NoSuchRequest, CommentMissing, NotForTheCentre for whoever has no open share in the case, and whatever
    stands against the holder of one (OwnCase, Recused, CaseIsHeld, CaseIsOver).
    """
    found = data_requests.contradiction(session, contradiction_id)
    request = session.get(DataRequest, found.request) if found else None
    if found is None or request is None:
        raise NoSuchRequest
    _must_be_at_work(session, request.case_id, actor, now=now)
    must_explain("核清矛盾", reason)
    found.cleared_at, found.cleared_by, found.stands, found.reason = now, actor.id, stands, seal.text(reason)
    session.flush()


def waive(
    session: Session, request_id: str, reason: str, *, actor: Person, now: datetime, seal: Seal
) -> None:
    """Go on without an answer, with the reason. Raises as ``clear`` does."""
    request = session.get(DataRequest, request_id, with_for_update=True)
    if request is None or request.answered_at is not None:
        raise NoSuchRequest
    _must_be_at_work(session, request.case_id, actor, now=now)
    must_explain("不等答复", reason)
    request.waived_by, request.waived_why = actor.id, seal.text(reason)
    session.flush()


def settle_stray(
    session: Session, stray_id: str, note: str, *, actor: Person, now: datetime, seal: Seal
) -> None:
    """Say what became of an answer that belongs to no request. Raises NotTheCentre, NoSuchRequest, CommentMissing."""
    must_be_of_the_centre(actor)
    found = data_requests.stray(session, stray_id)
    if found is None or found.settled_at is not None:
        raise NoSuchRequest
    must_explain("处理无主答复", note)
    found.settled_at, found.settled_by, found.note = now, actor.id, seal.text(note)
    session.flush()


def open_points(session: Session, process: Process, state: CaseState, step: str) -> list[str]:
    """What keeps ``step`` from being done: bodies that have not answered, contradictions that nobody cleared.

    Only where the process asks the bodies before that step.
    """
    if not _asks_before(process, step):
        return []
    titles = dict(_still_open(session, state))
    return list(titles.values())


def not_corrected(session: Session, state: CaseState, file: HouseholdFile, seal: Seal) -> Iterator[str]:
    """The contradictions that stand, and that the file has not taken up."""
    asked = {one.id: one for one in data_requests.of_case(session, state.id)}
    for one in data_requests.contradictions(session, state.id):
        again = contradictions(file, told_by(asked[one.request], seal)) if one.stands else ()
        if any((each.kind, each.whose) == (one.kind, one.whose) for each in again):
            yield f"{one.whose}：{KINDS[one.kind]}成立，家庭情况还没有更正。"


def still_open(session: Session, case_id: str) -> tuple[int, int]:
    """How many bodies owe an answer about the last version, and how many contradictions nobody has cleared."""
    asked = data_requests.of_case(session, case_id)
    unclear = sum(one.cleared_at is None for one in data_requests.contradictions(session, case_id))
    return sum(_is_silent(one, asked) for one in asked), unclear


def in_words(session: Session, state: CaseState) -> str:
    """How the check ended, for the form: counts only."""
    found = data_requests.contradictions(session, state.id)
    stood = sum(one.stands is True for one in found)
    asked = data_requests.of_case(session, state.id)
    answered = sum(one.answered_at is not None for one in asked)
    return (
        f"比对 {len(asked)} 个部门，答复 {answered} 个，矛盾 {len(found)} 项（成立 {stood}）" if asked else ""
    )


def _still_open(session: Session, state: CaseState) -> Iterator[tuple[str, str]]:
    asked = data_requests.of_case(session, state.id)
    for request in asked:
        if _is_silent(request, asked):
            yield (
                request.id,
                f"比对 {request.number} 还没有答复（限 {request.due_on}），没有答复不等于没有问题。",
            )
    for one in data_requests.contradictions(session, state.id):
        if one.cleared_at is None:
            yield one.id, f"{one.whose}：{KINDS[one.kind]}，还没有核清。"


def _is_silent(request: DataRequest, asked: Sequence[DataRequest]) -> bool:
    """Whether a body owes an answer about the version that was asked about last."""
    latest = max(one.version for one in asked)
    return request.version == latest and request.answered_at is None and request.waived_by is None


def _asks_before(process: Process, step: str) -> bool:
    keys = [one.key for one in process.steps]
    asking = [one.key for one in process.steps if isinstance(one, MachineStep) and one.task == "ask_agencies"]
    return any(keys.index(one) < keys.index(step) for one in asking)


def _must_be_at_work(session: Session, case_id: str, actor: Person, *, now: datetime) -> None:
    record = cases.load(session, case_id)
    mine = [one for one in record.state.assignments if one.person == actor.id] if record else []
    share = next((one for one in mine if one.status == "open"), None)
    if record is None or share is None:
        raise NotForTheCentre
    process = processes.get(session, record.state.version)
    must_be_allowed_in(Matter(process, record.state, now, calendars.of(session)), actor, share)


def _of_version(session: Session, case_id: str, version: HouseholdVersion) -> list[DataRequest]:
    return [one for one in data_requests.of_case(session, case_id) if one.version == version.number]


def _last_fixed(session: Session, state: CaseState) -> HouseholdVersion:
    household = households.of_case(session, state.id)
    fixed = [one for one in households.versions(session, household) if one.fixed_at] if household else []
    if not fixed:
        raise NoSuchRequest
    return fixed[-1]


def facts_of(request: DataRequest, seal: Seal) -> list[str]:
    """What a body said, line by line, in words."""
    return [said_in(one) for one in told_by(request, seal)]


def told_by(request: DataRequest, seal: Seal) -> list[Fact]:
    """The facts that a body told; none before it has answered."""
    if request.answer is None:
        return []
    return [Fact.model_validate(one) for one in json.loads(seal.open(request.answer))]


def said_in(fact: Fact) -> str:
    """One fact in words: ``机动车 1 小型轿车``, or that there is no record."""
    amount = "" if fact.told in ("nothing", "death") else f" {fact.amount.normalize():f}"
    return f"{TOLD[fact.told]}{amount} {fact.note}".strip()


def details(found: Contradiction, seal: Seal) -> tuple[str, str]:
    """What contradicts, and why it was cleared, in words."""
    return seal.open(found.detail), seal.open(found.reason) if found.reason else ""
