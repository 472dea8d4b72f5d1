"""What the minutes say of a meeting: bases, figures and results in words, and the digest of what was decided on."""

from hashlib import sha256

from engine.chain import canonical
from engine.meetings.agenda import Item
from engine.meetings.state import MeetingState
from engine.votes.question import Part

_BASES = {"all": "全体", "due": "应到", "present": "实到"}


def rules_in_words(item: Item) -> str:
    """Quorum and majority of an item, e.g. 到会不少于全体的 2/3，同意超过应到的 1/2."""
    quorum = f"到会{_part(item.rules.quorum)}，" if item.rules.quorum else ""
    return f"{quorum}{'得票' if item.kind == 'election' else '同意'}{_part(item.rules.majority)}"


def _part(part: Part) -> str:
    return f"{'不少于' if part.op == '>=' else '超过'}{_BASES[part.base]}的 {part.num}/{part.den}"


def digest_of(meeting: MeetingState) -> str:
    """The SHA-256 of the agenda as it was called: what was decided on, with its rules, and nothing of the results."""
    items = [one.item.model_dump(mode="json") for one in meeting.items]
    return sha256(canonical([meeting.number, items]).encode()).hexdigest()
