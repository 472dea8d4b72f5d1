"""案卷: gathering all that a case's dossier says, and handing out whole ID numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.perform import perform
from engine.commands import Disclose
from engine.deadlines import Calendar, last_day, local_date
from engine.definition import MachineStep, Process
from engine.dossier.content import SHEET, NotedCalendar, Withheld
from engine.events import ANSWERS, Disclosed, read_event
from engine.evolution import replay
from engine.forms.rights import hidden_fields, private_files
from engine.handling.judging import is_sealed
from engine.retention.proof import words_gone
from engine.scores.draw_record import DrawRecord
from engine.showing.reachable import Look
from engine.state import CaseState, Person
from models import attachments, cases, documents, draws, journal, opinions, probes, processes, showings
from models.files import FileStore
from models.journal import Entry
from models.reads import cases as reads
from models.sealing import Seal
from models.session import Session
from models.showings import Shown

_AFTER = timedelta(
    days=45
)  # a suspended window may be resumed by whoever reads the dossier: its days are noted too


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of the case: its digest, its name there, its size in bytes."""

    digest: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the definition: as it is read, the text that its hash was taken of, and its YAML."""

    process: Process
    hashed: str
    source: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that a dossier is made of. ``identities`` are whole ID numbers by field, for those who may have them.

    ``left_out`` says by line which of its words are not in here: a judge's sheet that nobody may read (yet), answers
    to fields that are ``hidden`` from whoever it is made for.
    """

    state: CaseState
    head: str
    entries: Sequence[Entry]
    versions: Mapping[str, Version]
    names: Mapping[str, str]
    enclosed: Sequence[Enclosed]
    withheld: Sequence[Withheld]
    calendar: NotedCalendar
    draws: Sequence[DrawRecord]
    showings: Sequence[Shown]
    looks: Mapping[str, Sequence[Look]]
    left_out: Mapping[int, tuple[str, ...]]
    hidden: frozenset[str]
    identities: Mapping[str, str] | None

    @property
    def process(self) -> Process:
        """The definition by which the case goes."""
        return self.versions[self.state.version].process


def disclose(
    session: Session, case_id: str, reason: str, *, actor: Person, now: datetime, what: Disclosed = "dossier"
) -> None:
    """Note in the journal that the actor has the whole ID numbers. Raises NotAdministrator, OwnCase, CommentMissing."""
    perform(session, case_id, lambda _state, _process: Disclose(actor, reason, what), by=actor.id, now=now)


def gather(
    session: Session,
    case_id: str,
    *,
    calendar: Calendar,
    files: FileStore,
    sees_all_units: bool,
    whole: Seal | None = None,
    reader: str | None = None,
) -> Material:
    """The material of a case that exists. With ``whole`` its ID numbers are opened: call ``disclose`` before.

    The table of a round names the people of all units: it is only for a reader who sees them all.
    Sheets that judges of a blind step must not read yet are left out of it, and what ``reader`` may not see of the
    form; without one it is made for the office itself.
    """
    record = cases.load(session, case_id)
    if record is None:
        raise LookupError(case_id)
    written = journal.lines(session, case_id)
    process = processes.get(session, record.state.version)
    sealed = _sealed(record.state, process)
    hidden = hidden_fields(process, record.state, reader) if reader else frozenset()
    gone = words_gone(written)
    private_words = {} if gone else _private(written, sealed, hidden)
    entries = [_stripped(one, private_words.get(one.seq, ())) for one in written]
    state = replayed(entries) if private_words else record.state
    versions = {one: _version(session, one) for one in _versions(entries)}
    private = private_files([one.payload for one in written], hidden)
    enclosed, withheld = _files(session, state, versions, files, private, sees_all_units=sees_all_units)
    return Material(
        state=state,
        head=record.head,
        entries=entries,
        versions=versions,
        names=reads.details(session, case_id).names,
        enclosed=enclosed,
        withheld=withheld,
        calendar=_noted(state, entries, calendar),
        draws=draws.with_case(session, state),
        showings=showings.of_case(session, case_id),
        looks=probes.of_case(session, case_id),
        left_out=gone or private_words,
        hidden=hidden,
        identities=_identities(state, whole) if whole else None,
    )


def as_of(session: Session, case_id: str, moment: datetime) -> tuple[CaseState, list[Entry]] | None:
    """The case as its journal knew it at ``moment``, and the lines up to then; None when it was not there yet."""
    lines = [one for one in journal.lines(session, case_id) if one.at <= moment]
    return (replayed(lines), lines) if lines else None


def replayed(lines: Sequence[Entry]) -> CaseState:
    """The state after these lines, of which there is at least one."""
    state: CaseState | None = None
    for one in lines:
        state = replay(state, [read_event(one.payload)], one.at)
    if state is None:
        message = "a case without a line"
        raise ValueError(message)
    return state


def _sealed(state: CaseState, process: Process) -> set[str]:
    """The shares whose sheets nobody may read, by id."""
    visits = [one for one in state.steps if is_sealed(process, state, one)]
    return {share.id for one in visits for share in state.share_of(one.id) if share.points is not None}


def _sheet_of(entry: Entry) -> str | None:
    """The share that a line brings a judge's sheet of, if it does."""
    return str(entry.payload["id"]) if entry.event == "score.given" else None


def _private(
    written: Sequence[Entry], sealed: set[str], hidden: frozenset[str]
) -> dict[int, tuple[str, ...]]:
    """By line the words that are not handed out, where there are any."""
    return {one.seq: words for one in written if (words := _left_out(one, sealed, hidden))}


def _left_out(entry: Entry, sealed: set[str], hidden: frozenset[str]) -> tuple[str, ...]:
    """The words of a line that are not handed out."""
    if _sheet_of(entry) in sealed:
        return SHEET
    said = [(where, entry.payload[where]) for where in ANSWERS if where in entry.payload]
    return tuple(f"{where}.{key}" for where, answers in said for key in sorted(hidden & set(answers)))


def _stripped(entry: Entry, words: tuple[str, ...]) -> Entry:
    if not words:
        return entry
    if words == SHEET:
        kept = {key: value for key, value in entry.payload.items() if key not in SHEET}
        return replace(entry, payload={**kept, "points": {}, "total": ""})
    payload = {
        where: {key: one for key, one in said.items() if f"{where}.{key}" not in words}
        if where in ANSWERS
        else said
        for where, said in entry.payload.items()
    }
    return replace(entry, payload=payload)


def _versions(entries: Sequence[Entry]) -> list[str]:
    named = [
        entry.payload[key]
        for entry in entries
        for key in ("version", "from_version", "to_version")
        if entry.event in ("case.opened", "case.moved") and key in entry.payload
    ]
    return list(dict.fromkeys(named))


def _version(session: Session, version: str) -> Version:
    return Version(
        processes.get(session, version),
        processes.hashed(session, version),
        processes.source(session, version),
    )


def _files(
    session: Session,
    state: CaseState,
    versions: Mapping[str, Version],
    files: FileStore,
    private: set[str],
    *,
    sees_all_units: bool,
) -> tuple[list[Enclosed], list[Withheld]]:
    enclosed, withheld = [], []
    others = {} if sees_all_units else _of_others(session, state, versions[state.version].process)
    for one in attachments.of_case(session, state.id):
        if one.digest in private:  # neither its name nor its digest is for the reader
            continue
        kept = attachments.get(session, one.digest)
        because = others.get(one.digest) or ("" if files.holds(one.digest) else "文件库里没有这个文件")
        if because or kept is None:
            withheld.append(Withheld(sha256=one.digest, name=one.name, because=because))
        else:
            enclosed.append(Enclosed(one.digest, one.name, kept.size))
    return enclosed, withheld


def _of_others(session: Session, state: CaseState, process: Process) -> dict[str, str]:
    """The files that name people of other units, and why they stay here."""
    shared = _tables(state, process) | documents.shared_digests(session, state.id)
    lists = opinions.answers_of_several_units(session, state.id)
    return dict.fromkeys(shared, "文书涉及其他单位的人选，不对外") | dict.fromkeys(
        lists, "答复名单涉及其他单位的人选，不对外"
    )


def _tables(state: CaseState, process: Process) -> set[str]:
    rolled_up = {one.key for one in process.steps if isinstance(one, MachineStep) and one.task == "roll_up"}
    made = [one.result for one in state.steps if one.key in rolled_up and one.result]
    return {digest for result in made for digest in result.values()}


def _noted(state: CaseState, entries: Sequence[Entry], calendar: Calendar) -> NotedCalendar:
    """The days from the first line on, so far as any window reaches."""
    ends = [last_day(one.closes_at) for one in state.windows]
    first, last = local_date(entries[0].at), max([local_date(entries[-1].at), *ends]) + _AFTER
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    working = tuple(day for day in days if calendar.is_working_day(day))
    return NotedCalendar.model_validate({"from": first, "to": last, "working_days": working})


def _identities(state: CaseState, seal: Seal) -> dict[str, str]:
    """By where each number stands: a field, or row and column of a table (``members.2.id_no``)."""
    return {place: seal.open(text) for place, text in sorted(_numbers(state.answers))}


def _numbers(answers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, one in answers.items():
        if isinstance(one, Mapping) and "sealed" in one:
            yield key, str(one["sealed"])
        elif isinstance(one, list | tuple):
            for number, row in enumerate(one, 1):
                cells = _numbers(row) if isinstance(row, Mapping) else ()
                yield from ((f"{key}.{number}.{column}", text) for column, text in cells)
