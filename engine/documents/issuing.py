"""What the issuing and the voiding of a document is to the cases that it is about: a line in their journals."""

from engine import commands as c
from engine import events as e
from engine.matter import Matter
from engine.refusals import NoRightToIssue, VoidReasonMissing

ISSUERS = frozenset({"prov_officer", "prov_head", "administrator"})
"""The posts whose holders may issue documents and void their numbers."""


def issue(_matter: Matter, command: c.IssueDocument) -> list[e.Event]:
    """Note the document, its number and what it is made of (digests). Cases that are over get documents too."""
    if command.actor is not None:
        may_issue(command.actor.posts)
    return [
        e.DocumentIssued(
            id=command.document,
            kind=command.kind,
            title=command.title,
            number=command.number,
            version=command.version,
            result=command.result,
            by=command.actor.id if command.actor else None,
        )
    ]


def void(_matter: Matter, command: c.VoidDocument) -> list[e.Event]:
    """Note that a number is void, with the reason."""
    may_issue(command.actor.posts)
    if not command.reason.strip():
        raise VoidReasonMissing
    return [e.DocumentVoided(number=command.number, reason=command.reason.strip(), by=command.actor.id)]


def may_issue(posts: frozenset[str]) -> None:
    """Raises NoRightToIssue for anybody who holds none of the issuing posts."""
    if not posts & ISSUERS:
        raise NoRightToIssue
