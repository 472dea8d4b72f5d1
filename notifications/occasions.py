"""An outbox line as an occasion to tell people something: whom, what they may know, the page it points to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.deadlines import SHANGHAI, day_text, local_date
from engine.definition import Process, body_of
from engine.events import read_event
from engine.handling.keeping import APPROVER, ARCHIVIST
from engine.state import Unit
from models import cases, organisation, places, processes, risk_signals, round_records
from models.outbox import OutboxLine
from models.session import Session
from notifications.audience import SILENT, audience, is_for_administrators
from notifications.facts import Case, facts_for, facts_of, is_urgent
from notifications.links import Links


@dataclass(frozen=True, slots=True)
class Occasion:
    """``own`` holds what only one of the people is told, by the person's id.

    ``version`` is the definition whose office hours its messages keep; none for what is told at any hour.
    """

    link: str
    people: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    version: str | None = None


_KEEPS_FILES = ("union_officer", "union_chair")
OFFICE_SILENT = {
    "gate.opened": "the steps that open behind the gate tell the people they wait for",
    "gate.closed": "nobody has to do anything",
    "household.on_the_edge": "monitoring takes the household up; the case has told its people how it ended",
    "draw.held": "the steps that open after the draw tell the people they wait for",
    "clock.moved": "whoever moved the demonstration's clock sees it; the sweeps tell of what became due",
}


def occasion(session: Session, line: OutboxLine, links: Links) -> Occasion | None:
    """What ``line`` is to people; None when it concerns nobody. Raises KeyError for an unknown event."""
    if line.event in SILENT or line.event in OFFICE_SILENT:
        return None
    if line.case_id is None:
        return OFFICE[line.event](session, line, links)
    return _of_case(session, line, line.case_id, links)


def _of_case(session: Session, line: OutboxLine, case_id: str, links: Links) -> Occasion:
    record = cases.load(session, case_id)
    if record is None:
        raise LookupError(case_id)
    state, event = record.state, read_event(line.payload)
    people = _administrators(session) if is_for_administrators(event) else audience(event, state)
    process = processes.get(session, state.version)
    return Occasion(
        link=links.case(case_id),
        people=people,
        facts=facts_of(process, state, event),
        own={one: facts_for(process, state, event, one) for one in people},
        version=None if is_urgent(process, state, event) else state.version,
    )


def _administrators(session: Session) -> tuple[str, ...]:
    return tuple(one.id for one in organisation.administrators(session))


def _to_administrators(session: Session, _line: OutboxLine, links: Links) -> Occasion:
    return Occasion(links.administration(), _administrators(session))


def _round_opened(session: Session, line: OutboxLine, links: Links) -> Occasion:
    """名额通知: whoever may begin a case hears how many places the unit was given."""
    found = processes.current(session, str(line.process), local_date(line.created_at))
    if found is None:
        raise LookupError(line.process)
    own: dict[str, dict[str, object]] = {}
    for key, count in line.payload["quota"].items():
        unit = organisation.unit(session, key)
        for person in _who_begins(session, found[1], unit, line.created_at):
            own[person] = {"unit": unit.name, "places": count}
    facts = {"title": line.payload["title"]}
    return Occasion(links.rounds(), tuple(own), facts, own, None if found[1].urgent else found[0])


def _phase_moved(session: Session, line: OutboxLine, links: Links) -> Occasion:
    """改期、延期: whoever may begin a case of the round hears of the days as they are now."""
    state = round_records.state_of(session, line.payload["round"])
    phase = state.phase(line.payload["phase"]) if state else None
    found = processes.current(session, str(line.process), local_date(line.created_at))
    if state is None or phase is None or found is None:
        raise LookupError(line.payload["round"])
    people: dict[str, None] = {}
    for key in dict.fromkeys(one.unit for one in places.ledger(session, state.key)):
        unit = organisation.unit(session, key)
        people |= dict.fromkeys(_who_begins(session, found[1], unit, line.created_at))
    facts = {
        "title": state.title,
        "phase": phase.title,
        "opens": day_text(phase.opens_on),
        "closes": day_text(phase.closes_on),
        "last": day_text(phase.last_on) if phase.last_on > phase.closes_on else "",
    }
    version = None if found[1].urgent else found[0]
    return Occasion(links.round(state.key), tuple(people), facts, version=version)


def _meeting_called(_session: Session, line: OutboxLine, links: Links) -> Occasion:
    """会议通知: the members that are called. What is on the agenda names people, and is read on the page."""
    told = line.payload
    meets = datetime.fromisoformat(told["meets_at"]).astimezone(SHANGHAI)
    facts = {key: told[key] for key in ("number", "organ", "place", "items")}
    when = {"day": day_text(meets.date()), "hour": f"{meets:%H:%M}"}
    return Occasion(links.meeting(told["meeting"]), tuple(told["people"]), {**facts, **when})


def _places_booked(session: Session, line: OutboxLine, links: Links) -> Occasion:
    """Whoever may begin a case of a unit hears by how many its places changed, and reads the rest on the page."""
    found = processes.current(session, str(line.process), local_date(line.created_at))
    if found is None:
        raise LookupError(line.process)
    own: dict[str, dict[str, object]] = {}
    for key, change in line.payload["units"].items():
        unit = organisation.unit(session, key)
        for person in _who_begins(session, found[1], unit, line.created_at):
            own[person] = {
                "unit": unit.name,
                "change": f"{'增加' if change > 0 else '减少'} {abs(change)} 个",
            }
    facts = {"title": line.payload["title"]}
    link = links.places(line.payload["round"])
    return Occasion(link, tuple(own), facts, own, None if found[1].urgent else found[0])


def _who_begins(session: Session, process: Process, unit: Unit, now: datetime) -> tuple[str, ...]:
    body = body_of(process.steps[0])
    bodies = {} if body is None else {body: process.bodies[body]}
    staff = organisation.staff(session, bodies, unit, process=process.key, now=now)
    return tuple(person.id for people in staff.values() for person in people)


def _signal(session: Session, line: OutboxLine, links: Links) -> Occasion:
    """预警: those who verify it hear of its case; where none could be opened, the administrators do."""
    signal = risk_signals.lock(session, line.payload["signal"]) if line.payload["signal"] else None
    record = cases.load(session, signal.case_id) if signal and signal.case_id else None
    if signal is None or record is None:
        return Occasion(links.monitoring(), _administrators(session) if signal else (), {"case": None})
    state = record.state
    holders = tuple(dict.fromkeys(one.person for one in state.assignments if one.status == "open"))
    facts = {"case": Case(state.number, processes.get(session, state.version).title, state.unit.name)}
    return Occasion(links.case(state.id), holders, facts)


def _visits_late(session: Session, line: OutboxLine, links: Links) -> Occasion:
    """走访逾期: the officers of the province hear how many; which ones stands on the page."""
    officers = organisation.holding(session, "prov_officer")
    return Occasion(links.visits(), tuple(one.id for one in officers), {"count": line.payload["count"]})


def _duties(session: Session, line: OutboxLine, links: Links) -> Occasion:
    """档案义务: the unit hears how many files, and the help centre of what is late; which ones is on the page."""
    told = line.payload
    unit, late = organisation.unit(session, told["unit"]), told["stage"] == "late"
    people = [one for post in _KEEPS_FILES for one in organisation.holders(session, unit.key, post)]
    people += organisation.holding(session, "prov_officer") if late else []
    facts = {
        "unit": unit.name,
        "late": late,
        "due": told["due"],
        **{key: told[key] for key in ("yearly", "change")},
    }
    return Occasion(links.household_files(), tuple(dict.fromkeys(one.id for one in people)), facts)


def _to_holders(post: str) -> Callable[[Session, OutboxLine, Links], Occasion]:
    """销毁清册: whoever holds the post hears how many cases; which ones stands on the page."""

    def told(session: Session, line: OutboxLine, links: Links) -> Occasion:
        people = tuple(one.id for one in organisation.holding(session, post))
        number = line.payload.get("number")
        return Occasion(links.disposal(number) if number else links.archive(), people, line.payload)

    return told


OFFICE: dict[str, Callable[[Session, OutboxLine, Links], Occasion]] = {
    "meeting.called": _meeting_called,
    "round.opened": _round_opened,
    "phase.rescheduled": _phase_moved,
    "places.booked": _places_booked,
    "office.prefect_down": _to_administrators,
    "office.prefect_back": _to_administrators,
    "risk.signalled": _signal,
    "monitoring.event": _signal,
    "visits.late": _visits_late,
    "household.duties": _duties,
    "disposal.due": _to_holders(ARCHIVIST),
    "disposal.proposed": _to_holders(APPROVER),
    "disposal.decided": _to_holders(ARCHIVIST),
}
