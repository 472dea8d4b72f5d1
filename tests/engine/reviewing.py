"""More colleagues in the province, and an office in which reviewers hand on, add, claim and take back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from engine import commands as c
from engine.state import AssignmentState, Person
from tests.engine.builders import (
    BU,
    CHU,
    LIN,
    NOMINEE_HASH,
    STAFF,
    Office,
    a_process,
    at,
    sign,
)

SUN = Person("sun", "孙静", "prov")
WU = Person("wu", "吴刚", "prov")
FAN = Person("fan", "范红", "fed")
NOMINEE = replace(WU, id="nominee", name="演示人选", identity=NOMINEE_HASH)
EVERY_ACT = ["send_back", "reject", "abstain", "transfer", "delegate", "add_signer", "ask"]
PEOPLE = tuple(Person(f"p{n}", f"审批人{n}", "prov") for n in range(5))


class Reviewing(Office):
    """An office whose acts are named after the words of reviewers."""

    def share(self, actor: Person, *, body: str | None = None) -> AssignmentState:
        """The actor's share that is not done, or else the newest."""
        mine = [one for one in self.state.assignments if one.person == actor.id and body in (None, one.body)]
        return next((one for one in reversed(mine) if one.status in ("open", "waiting")), mine[-1])

    def transfers(self, actor: Person, to: Person) -> "Reviewing":
        self.ask(c.Transfer(actor, self.share(actor).id, to, "请你办理"))
        return self

    def delegates(self, actor: Person, to: Person) -> "Reviewing":
        self.ask(c.Delegate(actor, self.share(actor).id, to, "请你看看"))
        return self

    def adds(
        self, actor: Person, to: Person, place: Literal["before", "beside", "after"] = "beside"
    ) -> "Reviewing":
        self.ask(c.AddSigner(actor, self.share(actor).id, to, place))
        return self

    def removes(self, actor: Person, signer: Person) -> "Reviewing":
        self.ask(c.RemoveSigner(actor, self.share(signer).id))
        self.advances()
        return self

    def claims(self, actor: Person) -> "Reviewing":
        self.ask(c.Claim(actor, self.share(actor).id))
        return self

    def gives_back(self, actor: Person) -> "Reviewing":
        self.ask(c.GiveBack(actor, self.share(actor).id))
        return self

    def takes_back(self, actor: Person) -> "Reviewing":
        mine = [one for one in self.state.assignments if one.person == actor.id]
        handled = [one for one in mine if one.status != "open"] or mine
        self.ask(c.TakeBack(actor, handled[-1].id))
        return self

    def asks(self, actor: Person, text: str = "请说明 2021 年的情况") -> "Reviewing":
        self.ask(c.Ask(actor, self.share(actor).id, text))
        return self

    def replies(self, actor: Person = LIN, text: str = "情况如下") -> "Reviewing":
        self.ask(c.AnswerQuestion(actor, self.share(actor).id, text))
        return self

    def says(self, actor: Person, decision: c.Choice, comment: str = "不同意的理由") -> "Reviewing":
        self.ask(c.Decide(actor, self.share(actor).id, decision, comment))
        self.advances()
        return self

    @property
    def waiting_for(self) -> list[str]:
        """The names of those whose turn it is."""
        return [one.name for one in self.state.assignments if one.status == "open"]

    def statuses(self) -> dict[str, str]:
        """The latest share of everybody, by id."""
        return {one.person: one.status for one in self.state.assignments if one.step != "nominate"}


def reviewing(*steps: Mapping[str, Any], people: tuple[Person, ...] = (CHU, BU), **more: object) -> Reviewing:
    """A case handed in, before ``steps`` in which the province's office acts."""
    office = Reviewing(a_process(*steps, **more), staff={**STAFF, "office": people})
    office.opens()
    office.submits()
    return office


def all_sign(mode: str = "all", on_refusal: str | None = "end", **more: object) -> dict[str, Any]:
    """A step of several from which every act is granted."""
    policy = {} if mode == "any" else {"on_refusal": on_refusal}
    return sign("review", "office", mode, may=EVERY_ACT, **policy, **more)


TUESDAY = at(2, 22)
