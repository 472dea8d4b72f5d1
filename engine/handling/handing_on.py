"""转办, 委派, 加签, 减签: others take part, and every rule about people holds for them as for the first."""

from typing import Literal

from engine import commands as c
from engine import events as e
from engine.deadlines import local_text
from engine.definition import SignStep
from engine.handling.guards import ADMINISTRATOR, admit, must_allow, must_be_allowed_in
from engine.handling.questions import drop_questions
from engine.handling.settling import ADDED, ADVICE, depth_of
from engine.handling.signing import conclude
from engine.handling.turns import STANDING, descendants, holder, whose_turn
from engine.matter import Matter, Turn
from engine.people.recusal import has_declared, why_recused
from engine.refusals import (
    AddedTooDeep,
    AlreadyDecided,
    AlreadyTakesPart,
    NoSuchAssignment,
    NotAdded,
    NotToYourself,
    NotYourSigner,
    OnlyWithinTheUnit,
    Recused,
)
from engine.state import HANDED_OVER, AssignmentState, CaseState, Person, Via
from engine.way.routing import id_within

Handing = Literal["transfer", "delegate", "add_signer"]
_WORDS: dict[Handing, str] = {"transfer": "转办", "delegate": "委派", "add_signer": "加签"}


def transfer(matter: Matter, command: c.Transfer) -> list[e.Event]:
    """Hand the share over for good; whoever takes it answers for it."""
    turn = _admitted(matter, command, "transfer")
    to = _share(matter, turn, command.to, "transfer", f"{turn.mine.name} 转办给您")
    given = e.AssignmentTransferred(id=turn.mine.id, by=command.actor.id, to=to, note=command.note)
    return [given, *whose_turn(matter.after([given]), turn.visit)]


def delegate(matter: Matter, command: c.Delegate) -> list[e.Event]:
    """Ask another for an opinion: the share waits, comes back, and both opinions are kept."""
    turn = _admitted(matter, command, "delegate")
    to = _share(matter, turn, command.to, "delegate", f"{turn.mine.name} 委派您提出意见")
    return [e.AssignmentDelegated(id=turn.mine.id, by=command.actor.id, to=to, note=command.note)]


def add_signer(matter: Matter, command: c.AddSigner) -> list[e.Event]:
    """Have another sign within one's own voice. Raises AddedTooDeep where people added by others add others."""
    turn = _admitted(matter, command, "add_signer")
    most = turn.step.add_depth if isinstance(turn.step, SignStep) else 0
    if depth_of(matter.state, turn.mine) >= most:
        raise AddedTooDeep(most=most)
    to = _share(matter, turn, command.to, command.place, f"{turn.mine.name} 加签请您审批")
    return [e.SignerAdded(id=turn.mine.id, by=command.actor.id, to=to, note=command.note)]


def remove_signer(matter: Matter, command: c.RemoveSigner) -> list[e.Event]:
    """Take an added signer away again; what the others said is counted anew at once."""
    share = _removable(matter, command)
    closes = tuple(one.id for one in descendants(matter.state, share))
    removed = e.SignerRemoved(id=share.id, by=command.actor.id, reason=command.reason, closes=closes)
    visit = matter.visit(share.step_id)
    step = matter.step_of(visit) if visit else None
    if visit is None or not isinstance(step, SignStep):
        return [removed]
    events = [*drop_questions(matter, visit, share), removed]
    return events + conclude(matter.after(events), visit, step, f"{command.actor.name} 已减签")


def _admitted(matter: Matter, command: c.Transfer | c.Delegate | c.AddSigner, act: Handing) -> Turn:
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, act)
    _must_be_fit(matter, turn, command.to, act)
    return turn


def _must_be_fit(matter: Matter, turn: Turn, to: Person, act: Handing) -> None:
    """回避 and own case hold for whoever is brought in, as for whoever was asked first."""
    if to.id == turn.mine.person:
        raise NotToYourself(act=_WORDS[act])
    why = why_recused(matter.process, matter.state, turn.step, turn.mine.body, to)
    if why is not None:
        raise Recused(who=to.name, why=why)
    if has_declared(matter.state, turn.visit.id, to):
        raise Recused(who=to.name, why="已申请回避")
    if turn.mine.unit != matter.state.unit.key and to.unit == matter.state.unit.key:
        raise Recused(who=to.name, why="来自推荐单位")
    if act != "add_signer" and to.unit != turn.mine.unit:
        raise OnlyWithinTheUnit(act=_WORDS[act], who=to.name)
    if any(_takes_part(one, to) for one in matter.state.share_of(turn.visit.id)):
        raise AlreadyTakesPart(who=to.name)


def _takes_part(share: AssignmentState, to: Person) -> bool:
    """An opinion given before does not count: the same adviser may be asked again."""
    has_said = share.status == "decided" and share.via not in ADVICE
    return share.person == to.id and (share.status in STANDING or has_said)


def _share(matter: Matter, turn: Turn, to: Person, via: Via, why: str) -> e.AssignmentOffered:
    return e.AssignmentOffered(
        id=id_within(matter.state.id, turn.mine.id, via, to.id, len(matter.state.assignments)),
        body=turn.mine.body,
        person=to.id,
        name=to.name,
        unit=to.unit,
        position=turn.mine.position,
        waiting=via == "after",
        why=why,
        via=via,
        parent=turn.mine.id,
    )


def _adder_of(state: CaseState, share: AssignmentState) -> AssignmentState | None:
    """The share whose holder added this one, also when it was handed over since."""
    while share.via in HANDED_OVER and share.parent and (parent := state.assignment(share.parent)):
        share = parent
    return state.assignment(share.parent) if share.via in ADDED and share.parent else None


def _removable(matter: Matter, command: c.RemoveSigner) -> AssignmentState:
    """The added share, when the actor may take it away: it is not done, and it is his or her addition."""
    share = matter.state.assignment(command.assignment)
    if share is None:
        raise NoSuchAssignment
    must_be_allowed_in(matter, command.actor, share)
    if share.decided_at is not None:
        raise AlreadyDecided(who=share.name, at=local_text(share.decided_at))
    adder = _adder_of(matter.state, share)
    if adder is None or share.status == "closed":
        raise NotAdded(who=share.name)
    standing = holder(matter.state, adder)
    may = command.actor.id in (adder.person, standing.person) or ADMINISTRATOR in command.actor.posts
    if not may:
        raise NotYourSigner(who=adder.name)
    return share
