"""What the rule of votes is told: the rules of its kind, and the figures of the meeting."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, BeforeValidator, Field, model_validator

from engine.definition import Strict
from engine.rulebook.written import Count, Positive, Question, Share, refuse

_PART = re.compile(r"(?P<op>>=|>)?\s*(?P<num>\d+)\s*/\s*(?P<den>\d+)\s*(?:of\s*)?(?P<base>\w+)")
_TYPED = str.maketrans({"≥": ">=", "＞": ">"})


class Part(Strict):
    """A fraction of all members, of those due to come, or of those present."""

    op: Literal[">=", ">"] = ">="
    num: Positive
    den: Positive
    base: Literal["all", "due", "present"]
    round: Literal["ceil"] = "ceil"
    clause: str = ""


def _read_part(written: object) -> object:
    """``> 1/2 due`` is short for its parts."""
    if not isinstance(written, str):
        return written
    found = _PART.fullmatch(written.translate(_TYPED).strip())
    if found is None:
        refuse(
            f"“{written}”不是比例",
            "写成“> 1/2 due”；过半数是 >，半数以上是 >=；due 应到、all 全体、present 实到",
        )
    return {key: part for key, part in found.groupdict().items() if part}


WrittenPart = Annotated[Part, BeforeValidator(_read_part)]


class VoteRules(Strict):
    """Quorum and majority of one kind of vote; without ``quorum`` it is enough that the meeting is held.

    ``surplus`` (差额): how many more candidates than seats there must be, as a share of the seats.
    """

    quorum: WrittenPart | None = None
    majority: WrittenPart = Field(validation_alias=AliasChoices("pass", "majority"))
    surplus: Share | None = None
    surplus_clause: str = ""


class Ballot(Strict):
    """One member's vote and its weight."""

    vote: Literal["agree", "against", "abstain", "invalid", "absent", "recused"]
    weight: Positive = 1


def _as(*names: str) -> Any:  # noqa: ANN401 - pydantic's own type of a field
    return Field(None, validation_alias=AliasChoices(*names))


class VoteAsked(Question):
    """A meeting in figures. ``all`` and ``due`` include recused members, ``present`` does not."""

    vote: VoteRules
    everyone: Count | None = _as("all", "everyone", "全体")
    due: Count | None = _as("due", "应到")
    present: Count | None = _as("present", "实到")
    recused: Count = Field(0, validation_alias=AliasChoices("recused", "回避"))
    agree: Count | None = _as("agree", "approve", "yes", "同意")
    against: Count | None = _as("against", "reject", "no", "反对")
    abstain: Count | None = _as("abstain", "弃权")
    invalid: Count | None = _as("invalid", "废票")
    issued: Count | None = _as("issued", "发出")
    returned: Count | None = _as("returned", "收回")
    members: list[Ballot] = Field([])
    seats: Positive | None = None
    candidates: dict[str, Count] = Field({})

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wrong = self._missing() or self._contradictions()
        if wrong:
            refuse("；".join(wrong), "对照会议记录改正；完整的例子：banshi rule vote.result --example")
        return self

    @property
    def papers(self) -> int:
        """All papers that were counted."""
        return sum(one or 0 for one in (self.agree, self.against, self.abstain, self.invalid))

    @property
    def there(self) -> int:
        """Those present, recused ones left out; when it is not told, as many as papers came back."""
        return self.papers if self.present is None else self.present

    def base(self, base: Literal["all", "due", "present"]) -> int:
        """The head-count a fraction is taken of; who is recused is in none."""
        if base == "present":
            return self.there
        first, second = (self.everyone, self.due) if base == "all" else (self.due, self.everyone)
        told = second if first is None else first
        return 0 if told is None else told - self.recused

    def _missing(self) -> list[str]:
        if self.members:
            told = (
                self.everyone,
                self.due,
                self.present,
                self.agree,
                self.against,
                self.abstain,
                self.invalid,
            )
            both = any(one is not None for one in told)
            return ["逐人写了 members，就不再写人数和票数"] if both or self.candidates else []
        wrong = (
            [] if (self.everyone, self.due) != (None, None) else ["没有写应到人数 due，也没有写全体人数 all"]
        )
        if self.candidates:
            wrong += [] if self.seats else ["写了候选人，没有写应选人数 seats"]
            return wrong + ([] if self.present is not None else ["没有写实到人数 present"])
        return wrong + ([] if self.agree is not None else ["没有写同意票数 agree"])

    def _contradictions(self) -> list[str]:
        if self.members:
            return []
        wrong = []
        if self.there > self.base("due"):
            wrong.append(f"实到 {self.there} 人，多于应到（回避的不计）{self.base('due')} 人")
        if self.due is not None and self.everyone is not None and self.due > self.everyone:
            wrong.append(f"应到 {self.due} 人，多于全体 {self.everyone} 人")
        if self.returned is not None and self.papers > self.returned:
            wrong.append(f"各种票合计 {self.papers} 张，多于收回的 {self.returned} 张")
        return wrong + self._too_many_votes()

    def _too_many_votes(self) -> list[str]:
        """A paper names a candidate once, and no more candidates than there are seats."""
        wrong = [
            f"候选人得票 {count}，多于实到 {self.there} 人"
            for count in self.candidates.values()
            if count > self.there
        ]
        total, most = sum(self.candidates.values()), (self.seats or 0) * self.there
        return wrong + ([f"得票合计 {total}，多于实到人数乘应选人数 {most}"] if total > most else [])
