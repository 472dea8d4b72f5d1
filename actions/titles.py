"""The register of titles (称号台账): what the outcome of a case does to it, and the cases that open about a title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.carrying import carried
from actions.cases import begin, prepared_for
from actions.perform import perform, ready
from actions.subsidies import grant
from engine.commands import EndWithTitle
from engine.deadlines import local_date
from engine.definition import Outcome, Process, TitleTerms
from engine.refusals import NoSuchTitle, NotAboutTitles, TitleIsOver
from engine.state import CaseState, Person
from engine.titles.dues import Due, looks, must_be_held
from engine.titles.effects import Decided, Follows, entry_of, falls_with, follows
from engine.titles.entering import given_by, settled_before
from engine.titles.entries import ENTRY_LABELS, Entry, EntryKind, replayed
from models import cases, drafts, numbers, organisation, processes, titles
from models.session import Session
from models.titles import Registered


def take_effect(session: Session, case_id: str, *, now: datetime) -> None:
    """Do to the register what the outcome of this case says; asked twice, nothing happens the second time."""
    record = cases.load(session, case_id)
    if record is None:
        return
    process = processes.get(session, record.state.version)
    outcome = process.outcome(record.state.outcome)
    if outcome is None:
        return
    if outcome.pays is not None:
        grant(session, record.state, outcome.pays, now=now)
    if outcome.on_title == "grant":
        _grant(session, process, record.state, outcome, now=now)
    elif outcome.on_title is not None:
        _change(session, record.state, outcome, now=now)


def looks_due(session: Session, *, now: datetime) -> list[str]:
    """The titles of which a look (年度检查、复核) is due, or was missed and is not noted yet."""
    alive = [one for number in titles.alive(session) if (one := titles.load(session, number))]
    found = [(one, looks(one.title, _terms(session, one), local_date(now))) for one in alive]
    return [one.title.number for one, said in found if said.to_open or said.missed]


def open_looks(session: Session, number: str, *, now: datetime) -> int:
    """Open the cases of the looks that are due (年度检查、复核), and note the missed. Returns how many opened."""
    one = titles.lock(session, number)
    if one is None:
        return 0
    found = looks(one.title, _terms(session, one), local_date(now))
    for due in found.missed:
        one = titles.add(session, one, _look("missed", due, now), now=now)
    for due in found.to_open:
        case_id, case_number = _open(session, one, due.check.process, now=now)
        entry = _look("opened", due, now, case_id, case_number)
        one = titles.add(session, one, entry, now=now)
        titles.attach(session, number, case_id, due=due.day, why=due.check.title)
    return len(found.to_open)


def open_about(session: Session, number: str, process_key: str, *, actor: Person, now: datetime) -> str:
    """Open a case about a title by hand, e.g. 变更领衔人. Returns its id.

    Raises NoSuchTitle, TitleIsOver, NotAboutTitles, NotHeldLongEnough, NoSuchProcess and NoRightToOpen.
    """
    one = titles.lock(session, number)
    if one is None:
        raise NoSuchTitle
    if one.title.is_over:
        raise TitleIsOver(number=number)
    case_id, _number = _open(session, one, process_key, now=now, actor=actor)
    titles.attach(session, number, case_id, due=None, why="")
    return case_id


@dataclass(frozen=True, slots=True)
class _Grant:
    """Which process gives the title, under which version and terms, and what was decided, dated when it was given."""

    process: str
    version: str
    terms: TitleTerms
    decided: Decided


def _grant(session: Session, process: Process, state: CaseState, outcome: Outcome, *, now: datetime) -> None:
    grant = _grant_of(session, process, state, now)
    if grant is None or titles.granted_by(session, state.id) is not None:
        return
    terms = grant.terms
    entry = entry_of(outcome, grant.decided, terms)
    if entry is None:
        return
    number = numbers.following(session, f"{terms.short}-{entry.on.year}")
    new = Registered(
        replayed(number, [entry]),
        grant.process,
        grant.version,
        state.id,
        state.unit.key,
        terms.name,
        terms.level,
        state.subject or state.number,
    )
    titles.put(session, new, entry, now=now)
    if process.enters is not None:
        for one in settled_before(new.title, terms, process.enters, state.answers, local_date(now)):
            new = titles.add(session, new, one, now=now)


def _grant_of(session: Session, process: Process, state: CaseState, now: datetime) -> _Grant | None:
    """The process's own title; a title from before is as if its own process had given it, under the version of then."""
    if process.enters is None:
        terms = process.title_terms
        return _Grant(process.key, state.version, terms, _decided(terms, state, now)) if terms else None
    given = given_by(process.enters, state.answers)
    for version, giver in processes.all_current(session, given.on):
        if giver.key == given.process and giver.title_terms is not None:
            decided = Decided(state.id, state.number, given.leader, state.identity, given.on)
            return _Grant(giver.key, version, giver.title_terms, decided)
    message = f"{state.number} enters a title of {given.process}, which gives none"
    raise LookupError(message)


def _change(session: Session, state: CaseState, outcome: Outcome, *, now: datetime) -> None:
    concerned = titles.about(session, state.id)
    one = titles.lock(session, concerned.title) if concerned else None
    if one is None or one.title.is_over or _done(session, one, state.id):
        return
    terms = _terms(session, one)
    entry = entry_of(outcome, _decided(terms, state, now), terms)
    if entry is None:
        return
    one = titles.add(session, one, entry, now=now)
    if (next_case := follows(entry, terms)) is not None:
        _follow(session, one, next_case, now=now)
    if one.title.is_over:
        _end_open_cases(session, one, entry, now=now)
    _cascade(session, one, now=now)


def _end_open_cases(session: Session, one: Registered, entry: Entry, *, now: datetime) -> None:
    """What is still open about a title that is no more ends; the case that said so has its outcome, and goes on."""
    command = EndWithTitle(one.title.number, ENTRY_LABELS[entry.kind], entry.number)
    for case_id in titles.open_about(session, one.title.number):
        perform(session, case_id, ready(command), by=None, now=now)


def _done(session: Session, one: Registered, case_id: str) -> bool:
    """Whether the outcome of this case stands in the register already."""
    kinds = {entry.kind for entry in titles.entries(session, one.title.number) if entry.case == case_id}
    return bool(kinds - {"opened"})


def _cascade(session: Session, honour: Registered, *, now: datetime) -> None:
    """A leader's honour was taken back: a case opens about each title that he or she leads."""
    if honour.title.identity is None:
        return
    led = [titles.lock(session, number) for number in titles.led_by(session, honour.title.identity)]
    others = {one.title.number: one for one in led if one is not None}
    known = [(one.title, _terms(session, one)) for one in others.values()]
    for title, next_case in falls_with(honour.title, known, local_date(now)):
        _follow(session, others[title.number], next_case, now=now)


def _follow(session: Session, one: Registered, next_case: Follows, *, now: datetime) -> None:
    case_id, _number = _open(session, one, next_case.process, now=now)
    titles.attach(session, one.title.number, case_id, due=next_case.due, why=next_case.why)


def _open(
    session: Session, one: Registered, process_key: str, *, now: datetime, actor: Person | None = None
) -> tuple[str, str]:
    """Open a case for the title's unit, its form filled with what the granting case said. Returns id and number."""
    prepared = prepared_for(session, process_key, organisation.unit(session, one.unit), now=now)
    if one.process not in prepared.process.about_titles:
        raise NotAboutTitles(process=prepared.process.title, title=one.name)
    must_be_held(one.title, prepared.process, local_date(now))
    granting = cases.load(session, one.case_id)
    if granting is None:
        message = f"{one.title.number} was granted by a case that is not there"
        raise LookupError(message)
    opened = begin(
        session,
        prepared,
        numbers.following(session, prepared.series),
        actor=actor or organisation.person(session, granting.state.opened_by),
        now=now,
        by_itself=actor is None,
        parent=None if actor else (one.case_id, granting.state.number),
    )
    _fill(session, prepared.process, opened, _told(session, one, granting.state), one.subject, now=now)
    return opened.id, opened.number


def _told(session: Session, one: Registered, granting: CaseState) -> list[CaseState]:
    """Where it stands what is known of the title: the case that granted it, then those that changed its leader."""
    changes = [
        entry.case for entry in titles.entries(session, one.title.number) if entry.kind == "leader_changed"
    ]
    later = [cases.load(session, case) for case in changes if case is not None]
    return [granting, *(record.state for record in later if record is not None)]


def _fill(
    session: Session,
    process: Process,
    opened: CaseState,
    told: Sequence[CaseState],
    holder: str,
    *,
    now: datetime,
) -> None:
    """What was said before is there already in the form, the latest of it, and what the title is held by.

    Where another leader is named everything is asked anew: what is known is of the one who goes.
    """
    first = {one.key for one in process.fields_at(process.steps[0].key)}
    named = {process.form.subject: holder} if process.form.subject in first else {}
    same: dict[str, Any] = {}
    for state in () if process.changes_leader else told:
        same |= carried(session, process, state)
    if same := {**named, **same}:
        drafts.keep_new(session, {share.id: same for share in opened.assignments}, now=now)


def _terms(session: Session, one: Registered) -> TitleTerms:
    """The terms under which the title was given: those of its version, whatever came later."""
    terms = processes.get(session, one.version).title_terms
    if terms is None:
        message = f"{one.title.number} was given by a version without terms"
        raise LookupError(message)
    return terms


def _decided(terms: TitleTerms, state: CaseState, now: datetime) -> Decided:
    leader = state.answers.get(terms.leader) if terms.leader else None
    return Decided(
        state.id, state.number, leader if isinstance(leader, str) else None, state.identity, local_date(now)
    )


def _look(kind: EntryKind, due: Due, now: datetime, case_id: str | None = None, number: str = "") -> Entry:
    return Entry(kind, local_date(now), case_id, number, due.check.title, due.check.key, due.period, due.day)
