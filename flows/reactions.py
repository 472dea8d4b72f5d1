"""What follows from each event, on one page. A reaction is one line; one that asks questions belongs into an action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from actions import draws, following, gates, level_lists, population, relapse_cases, subcases, titles
from actions.advance import advance
from actions.copies import copy_by_rule
from actions.household_work import settle_end
from engine.deadlines import local_date
from engine.rulebook.published import RuleSet
from models.outbox import OutboxLine
from models.session import Session
from notifications import deliver
from notifications.links import Links
from notifications.message import Message
from seeds.household_rules import parameters_for
from seeds.relapse_rules import population_rules_for


@dataclass(frozen=True, slots=True)
class At:
    """Within which transaction, when, and with which addresses an office reacts."""

    session: Session
    now: datetime
    links: Links


Reaction = Callable[[At, OutboxLine], list[Message]]


def open_what_follows(at: At, line: OutboxLine) -> list[Message]:
    """Open the steps that are pending; asked twice, nothing happens the second time."""
    advance(at.session, str(line.case_id), now=at.now)
    return []


def open_sub_cases(at: At, line: OutboxLine) -> list[Message]:
    """Open the cases that open steps of this one ask for; asked twice, nothing happens the second time."""
    subcases.open_asked(at.session, str(line.case_id), now=at.now)
    return []


def report_end(at: At, line: OutboxLine) -> list[Message]:
    """Tell the case that asked for this one that it is over."""
    subcases.report_end(at.session, str(line.case_id), now=at.now)
    return []


def send_copies(at: At, line: OutboxLine) -> list[Message]:
    """Send the copies that the definition says; asked twice, nothing happens the second time."""
    copy_by_rule(at.session, str(line.case_id), line.payload, now=at.now)
    return []


def settle_household(at: At, line: OutboxLine) -> list[Message]:
    """Set people free whose household got no file, and tell monitoring of those near the line."""
    settle_end(at.session, str(line.case_id), now=at.now, correlation=line.correlation)
    return []


def pass_the_gate(at: At, line: OutboxLine) -> list[Message]:
    """Open the steps of the round's cases that waited for the gate."""
    gates.pass_on(at.session, line.payload["round"], line.payload["gate"], now=at.now)
    return []


def go_on_after_the_draw(at: At, line: OutboxLine) -> list[Message]:
    """Open the steps of the round's cases that waited for the draw."""
    draws.pass_on(at.session, line.payload["round"], line.payload["step"], now=at.now)
    return []


def open_case_of_signal(at: At, line: OutboxLine) -> list[Message]:
    """Open the case of a signal; asked twice, nothing happens the second time."""
    if signal := line.payload["signal"]:
        relapse_cases.try_to_open(at.session, signal, now=at.now)
    return []


def close_signal(at: At, line: OutboxLine) -> list[Message]:
    """The signal of a case that is over is closed, if it was opened for one."""
    relapse_cases.take_note_of_end(at.session, str(line.case_id), now=at.now)
    return []


def follow_file(at: At, line: OutboxLine) -> list[Message]:
    """Watch a household as its file now says; told twice, it is watched once."""
    rules = partial(population_rules_for, local_date(at.now))
    population.follow_file(at.session, str(line.case_id), rules=rules, now=at.now)
    return []


def open_what_the_outcome_asks_for(at: At, line: OutboxLine) -> list[Message]:
    """Open the case that follows the outcome; asked twice, it is opened once."""
    day = local_date(at.now)

    def parameters(city: str | None) -> RuleSet:
        return parameters_for(at.session, city, day)

    following.open_what_follows(at.session, str(line.case_id), parameters=parameters, now=at.now)
    return []


def watch_edge(at: At, line: OutboxLine) -> list[Message]:
    """Watch a household that is near hardship; told twice, it is watched once."""
    rules = population_rules_for(local_date(at.now))
    population.take_up_edge(at.session, line.payload, rules=rules, now=at.now)
    return []


def move_up(at: At, line: OutboxLine) -> list[Message]:
    """Let the next in reserve take the place of the one that fell out; asked twice, nothing the second time."""
    level_lists.move_up(at.session, str(line.case_id), line.payload["step"], now=at.now)
    return []


def keep_the_register(at: At, line: OutboxLine) -> list[Message]:
    """Do to the register of titles what the outcome says; asked twice, nothing happens the second time."""
    titles.take_effect(at.session, str(line.case_id), now=at.now)
    return []


def tell(at: At, line: OutboxLine) -> list[Message]:
    """Write down what the event's audience is told, and return what is to be sent outside."""
    return deliver.prepare(at.session, line, now=at.now, links=at.links)


FIRST: dict[str, tuple[Reaction, ...]] = {
    "step.opened": (send_copies,),
    "step.settled": (open_what_follows, send_copies),
    "step.skipped": (open_what_follows,),
    "objection.filed": (open_what_follows,),
    "case.resumed": (open_what_follows, open_sub_cases),
    "case.moved": (open_what_follows,),
    "block.grown": (open_what_follows,),
    "case.determined": (keep_the_register,),
    "case.closed": (report_end, settle_household, follow_file, close_signal, open_what_the_outcome_asks_for),
    "case.fell_out": (move_up,),
    "gate.opened": (pass_the_gate,),
    "draw.held": (go_on_after_the_draw,),
    "subcase.asked": (open_sub_cases,),
    "risk.signalled": (open_case_of_signal,),
    "monitoring.event": (open_case_of_signal,),
    "household.on_the_edge": (watch_edge,),
}
"""What happens to the case, before anybody is told."""


def needs_machine(line: OutboxLine) -> bool:
    """Whether an open machine step of the case is to do its work: it opened, or the case goes on after a hold."""
    return line.event == "case.resumed" or (
        line.event == "step.opened" and line.payload.get("kind") == "machine"
    )


def needs_sweep(line: OutboxLine) -> bool:
    """Whether everything that is due by the clock is to be looked at, without waiting for its schedule."""
    return line.event == "clock.moved"


def react(at: At, line: OutboxLine) -> list[Message]:
    """Do all that follows from ``line`` within one transaction. Returns the messages to be sent after it."""
    for reaction in FIRST.get(line.event, ()):
        reaction(at, line)
    return tell(at, line)
