"""What the outcome of a case does to a title, and what follows from that."""

from dataclasses import dataclass
from datetime import date

from engine.definition import Outcome, TitleTerms
from engine.months import months_after
from engine.titles.entries import Entry, EntryKind, Title

_KINDS: dict[str, EntryKind] = {
    "keep": "kept",
    "restore": "restored",
    "change_leader": "leader_changed",
    "cancel": "cancelled",
    "revoke": "revoked",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The case that was decided: its id and number, whom it names as leader, and on which day."""

    case: str
    number: str
    leader: str | None
    identity: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Follows:
    """A case about the title that opens by itself: of which process, due when, and why."""

    process: str
    due: date
    why: str


def entry_of(outcome: Outcome, decided: Decided, terms: TitleTerms) -> Entry | None:
    """The entry that an outcome makes; None when it says nothing of a title."""
    words = outcome.title
    match outcome.on_title:
        case None:
            return None
        case "grant":
            return _entry("granted", decided, words, leader=True)
        case "rectify":
            by = months_after(decided.on, terms.rectify.months) if terms.rectify else None
            return Entry("rectify", decided.on, decided.case, decided.number, words, due=by)
        case effect:
            return _entry(_KINDS[effect], decided, words, leader=effect == "change_leader")


def follows(entry: Entry, terms: TitleTerms) -> Follows | None:
    """What opens about the same title: a rectification has a case of its own, due when its months are over."""
    if entry.kind != "rectify" or terms.rectify is None or entry.due is None:
        return None
    return Follows(terms.rectify.process, entry.due, entry.words)


def falls_with(
    honour: Title, others: list[tuple[Title, TitleTerms]], on: date
) -> list[tuple[Title, Follows]]:
    """The titles led by whoever lost ``honour``, with the case that opens about each (荣誉撤销，级联)."""
    if honour.status != "revoked" or honour.identity is None:
        return []
    return [
        (title, Follows(terms.leader_gone.process, months_after(on, terms.leader_gone.months), honour.number))
        for title, terms in others
        if terms.leader_gone is not None
        and title.number != honour.number
        and title.identity == honour.identity
        and not title.is_over
    ]


def _entry(kind: EntryKind, decided: Decided, words: str, *, leader: bool) -> Entry:
    whom = (decided.leader, decided.identity) if leader else (None, None)
    return Entry(kind, decided.on, decided.case, decided.number, words, leader=whom[0], identity=whom[1])
