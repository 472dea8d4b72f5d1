"""销毁清册: one person proposes which cases are destroyed, another decides, and the night after carries it out."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from actions.keeping import Due, due
from engine.deadlines import end_of, local_date
from engine.refusals import MayNotBeDestroyed, NoSuchDisposal, NothingListed, NotOnDisposal
from engine.retention.disposing import must_decide, must_propose, must_recall
from engine.retention.hindrances import in_words
from engine.state import Person
from models import disposals, numbers, outbox
from models.correlation import correlation_of
from models.disposals import Disposal, DisposalItem
from models.session import Session

PROPOSED, DECIDED, DUE = "disposal.proposed", "disposal.decided", "disposal.due"
_SERIES = "XHQC"


def propose(session: Session, case_ids: Sequence[str], note: str, *, actor: Person, now: datetime) -> str:
    """Put cases that are due on a list, with what was appraised. Returns its number.

    Raises NotTheArchivist, CommentMissing, NothingListed, and MayNotBeDestroyed for the first that is not due.
    """
    must_propose(actor, note)
    free = {one.case.case_id: one for one in due(session, now=now)}
    chosen = [_listable(free, case_id) for case_id in dict.fromkeys(case_ids)]
    if not chosen:
        raise NothingListed
    number = numbers.following(session, f"{_SERIES}-{local_date(now).year}")
    new = Disposal(number=number, proposed_at=now, proposed_by=actor.id, note=note.strip())
    disposals.put(session, new, [_item(number, one) for one in chosen])
    _tell(session, PROPOSED, number, len(chosen), now=now)
    return number


def decide(
    session: Session,
    number: str,
    *,
    approve: bool,
    reason: str,
    struck: Mapping[str, str],
    actor: Person,
    now: datetime,
) -> None:
    """Approve the list but for the cases ``struck`` from it (case and reason), or refuse it.

    Raises NoSuchDisposal, NotTheApprover, TwoPeopleNeeded, DisposalDecided, CommentMissing, NotOnDisposal,
    NothingListed.
    """
    known = _locked(session, number)
    must_decide(
        actor,
        number=number,
        proposed_by=known.proposed_by,
        status=known.status,
        approve=approve,
        reason=reason,
    )
    listed = {one.case_id for one in disposals.items(session, number)}
    for case_id, why in struck.items():
        if case_id not in listed:
            raise NotOnDisposal(number=case_id)
        disposals.strike(session, number, case_id, why.strip() or "暂缓销毁")
    if approve and listed <= set(struck):
        raise NothingListed
    known.decided_at, known.decided_by, known.approved, known.decision = (
        now,
        actor.id,
        approve,
        reason.strip(),
    )
    session.flush()
    _tell(session, DECIDED, number, len(listed - set(struck)), now=now, approved=approve)


def recall(session: Session, number: str, *, actor: Person, now: datetime) -> None:
    """Take back a list of which nothing was destroyed. Raises NoSuchDisposal, NotTheArchivist, DisposalDecided."""
    known = _locked(session, number)
    begun = any(one.destroyed_at is not None for one in disposals.items(session, number))
    must_recall(actor, number=number, status=known.status, begun=begun)
    known.recalled_at, known.recalled_by = now, actor.id
    session.flush()


def tell_what_is_due(session: Session, *, now: datetime) -> int:
    """Have the archivist told once of the cases that need not be kept from a day on. Returns how many are due."""
    free = [one for one in due(session, now=now) if one.is_free]
    if disposals.note_told(session, sorted({one.since for one in free}), now=now):
        payload: dict[str, object] = {"count": len(free)}
        outbox.put(session, event=DUE, payload=payload, now=now, correlation=correlation_of(session))
    return len(free)


def to_carry_out(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """List and case of all that was approved on a day before today."""
    yesterday = local_date(now) - timedelta(days=1)
    return disposals.to_carry_out(session, before=end_of(yesterday))


def _listable(found: Mapping[str, Due], case_id: str) -> Due:
    one = found.get(case_id)
    if one is None:
        raise MayNotBeDestroyed(number="所选事项", because="保管期限未满或已经销毁")
    if not one.is_free:
        raise MayNotBeDestroyed(number=one.case.number, because="；".join(why_kept(one)))
    return one


def why_kept(one: Due) -> tuple[str, ...]:
    """What keeps a case that is due, in words."""
    listed = (f"已列入清册 {one.case.listed}",) if one.case.listed else ()
    return (*in_words(one.hindrances), *(("暂停销毁",) if one.case.preserved else ()), *listed)


def _item(number: str, one: Due) -> DisposalItem:
    return DisposalItem(
        disposal=number,
        case_id=one.case.case_id,
        kept_years=int(one.kept.keep),
        clause=one.kept.clause,
        due_on=one.since,
    )


def _locked(session: Session, number: str) -> Disposal:
    known = disposals.lock(session, number)
    if known is None:
        raise NoSuchDisposal
    return known


def _tell(session: Session, event: str, number: str, count: int, *, now: datetime, **more: object) -> None:
    payload: dict[str, object] = {"number": number, "count": count, **more}
    outbox.put(session, event=event, payload=payload, now=now, correlation=correlation_of(session))
