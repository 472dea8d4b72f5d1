"""匿名副本: the journals of cases with invented people, as a zip: for training, and for reports of defects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from actions.dossiers import replayed
from engine.chain import canonical, moment
from engine.copies.disguise import Disguise, shift_to_epoch
from engine.copies.lines import disguised
from engine.deadlines import local_date
from engine.dossier.reading import definition_path
from engine.dossier.stated import stated
from engine.refusals import NoSuchCase, NotAdministrator
from engine.state import Person
from models import cases, journal, organisation, processes
from models.dossiers import written
from models.journal import Entry
from models.organisation import ADMINISTRATOR
from models.session import Session

READ_ME, PEOPLE = "说明.txt", "people.json"
_SHORTEST = 2  # characters: a name of one would be found in every second word
_SAID = """匿名副本

人员、单位、编号、证件、附件和文字均为虚构或略去，日期整体前移若干周，先后和间隔不变；选择项、数字和计票照原样，
流程定义是公开的规定。办理记录可以按定义重新推演，用于培训和报告缺陷。没有哈希链和签名，不能作为案卷。
"""


@dataclass(frozen=True, slots=True)
class _Original:
    """A case as it is kept here."""

    versions: Mapping[str, str]
    entries: Sequence[Entry]


class NotDisguised(Exception):
    """Something real would have been handed out. That is a defect of ours: nothing is written."""


def copied(session: Session, case_ids: Sequence[str], *, secret: str | None = None) -> Iterator[bytes]:
    """The copy of these cases, piece by piece; ``secret`` is chance, and drawn where none is given.

    Raises NoSuchCase, and NotDisguised rather than hand out a name, a number or a unit of the original.
    """
    originals = [_original(session, one) for one in case_ids]
    if not originals:
        raise NoSuchCase
    first = min(one.entries[0].at for one in originals)
    disguise = Disguise(secret or str(uuid4()), shift_to_epoch(local_date(first)))
    names = organisation.names_of_people(session, _actors(originals))
    lines = [
        [_disguised(session, original, entry, disguise) for entry in original.entries]
        for original in originals
    ]
    people = {disguise.ids(who): disguise.person(name) for who, name in sorted(names.items())}
    parts = _cases(lines) | {PEOPLE: canonical(people)}
    _must_be_disguised(parts, disguise)
    texts = {READ_ME: _SAID} | parts | _definitions(originals)
    return written((path, text.encode()) for path, text in texts.items())


def must_be_administrator(actor: Person) -> None:
    """Copies are made by whoever looks after the office. Raises NotAdministrator."""
    if ADMINISTRATOR not in actor.posts:
        raise NotAdministrator


def _original(session: Session, case_id: str) -> _Original:
    record = cases.load(session, case_id)
    if record is None:
        raise NoSuchCase
    entries = journal.lines(session, case_id)
    named = [
        entry.payload[key] for entry in entries for key in ("version", "to_version") if key in entry.payload
    ]
    return _Original({one: processes.hashed(session, one) for one in dict.fromkeys(named)}, entries)


def _actors(originals: Sequence[_Original]) -> list[str]:
    return sorted({entry.actor for one in originals for entry in one.entries if entry.actor})


def _disguised(session: Session, original: _Original, entry: Entry, disguise: Disguise) -> Entry:
    """Read by the last version that the case came to: former fields are texts then, and lose their words."""
    process = processes.get(session, list(original.versions)[-1])
    return replace(
        entry,
        payload=disguised(process, entry.payload, disguise),
        actor=disguise.ids(entry.actor) if entry.actor else None,
        at=disguise.moment(entry.at),
    )


def _cases(copies: Sequence[Sequence[Entry]]) -> dict[str, str]:
    parts = {}
    for n, entries in enumerate(copies, 1):
        parts[f"cases/{n:03d}/journal.jsonl"] = "".join(_line(one) for one in entries)
        parts[f"cases/{n:03d}/state.json"] = canonical(stated(replayed(entries)))
    return parts


def _line(entry: Entry) -> str:
    said = {"seq": entry.seq, "at": moment(entry.at), "actor": entry.actor, "door": entry.door}
    return canonical({**said, "payload": entry.payload}) + "\n"


def _definitions(originals: Sequence[_Original]) -> dict[str, str]:
    return {definition_path(version): text for one in originals for version, text in one.versions.items()}


def _must_be_disguised(parts: Mapping[str, str], disguise: Disguise) -> None:
    """Read once more what is to be handed out: whatever was given an invented name must not be in it."""
    for real in disguise.real():
        if len(real) >= _SHORTEST and any(real in text for text in parts.values()):
            raise NotDisguised
