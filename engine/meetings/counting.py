"""What a ballot at a meeting comes to: by the rule ``vote.result``, with the figures of the meeting."""

from collections.abc import Iterator

from engine.majorities import least
from engine.meetings import events as e
from engine.meetings.standing import Standing, standing
from engine.meetings.state import BallotState, ItemState, MeetingState, Official, Papers, Result
from engine.refusals import CountImpossible
from engine.votes.elections import elect
from engine.votes.question import VoteAsked, VoteRules
from engine.votes.rule import VOTES

_RESULTS: dict[str, Result] = {
    "passed": "passed",
    "failed": "failed",
    "elected": "elected",
    "run_off": "run_off",
    "vacant": "vacant",
    "void": "void",
}


def counted(
    meeting: MeetingState, one: ItemState, papers: Papers, tellers: tuple[Official, ...] = ()
) -> e.ItemCounted:
    """The last ballot of an item, counted. Present are those who were given a paper.

    Raises CountImpossible with everything that does not add up.
    """
    ballot = ballot_of(one)
    wrong = list(contradictions(one, papers))
    if wrong:
        raise CountImpossible(findings="；".join(wrong))
    now = standing(meeting, one, here=frozenset(ballot.issued))
    rules = rules_of(one)
    answer = VOTES.answer(_asked(rules, ballot, papers, now, election=one.item.kind == "election"))
    needed = least(now.base(rules.majority), rules.majority)
    void = answer.result == "void" or one.item.kind != "election"
    found = None if void else elect(papers.votes, ballot.seats, needed)
    return e.ItemCounted(
        item=one.item.key,
        ballot=ballot.n,
        papers=papers,
        everyone=now.everyone,
        due=now.due,
        present=now.present,
        recused=now.recused,
        needed=needed,
        result=_RESULTS[str(answer.result)],
        sentence=answer.sentence,
        elected=found.elected if found else (),
        run_off=found.run_off if found else (),
        open_seats=found.open_seats if found else 0,
        tellers=tellers,
    )


def ballot_of(one: ItemState) -> BallotState:
    """The ballot that is under way. Raises LookupError when there is none: that is a bug."""
    if one.ballot is None:
        raise LookupError(one.item.key)
    return one.ballot


def rules_of(one: ItemState) -> VoteRules:
    """The rules of the last ballot: in a run-off there need be no more candidates than the rule of 差额 asks."""
    first = not one.run_offs_held
    return one.item.rules if first else one.item.rules.model_copy(update={"surplus": None})


def contradictions(one: ItemState, papers: Papers) -> Iterator[str]:
    """What does not add up in a count. More papers back than were issued is no contradiction: the vote is void."""
    said = papers.agree + papers.against + papers.abstain + papers.invalid
    if min(said, papers.returned, papers.issued, *papers.votes.values(), 0) < 0:
        yield "票数不能小于零"
    if papers.invalid > papers.returned:
        yield f"废票 {papers.invalid} 张，多于收回的 {papers.returned} 张"
    if one.item.kind == "election":
        yield from _of_candidates(ballot_of(one), papers)
    elif said != papers.returned:
        yield (
            f"同意 {papers.agree}、反对 {papers.against}、弃权 {papers.abstain}、废票 {papers.invalid}，"
            f"合计 {said} 张，收回 {papers.returned} 张"
        )


def _of_candidates(ballot: BallotState, papers: Papers) -> Iterator[str]:
    valid = papers.returned - papers.invalid
    for name in sorted(set(papers.votes) - set(ballot.candidates)):
        yield f"{name}不是候选人"
    for name, votes in papers.votes.items():
        if votes > valid:
            yield f"{name}得 {votes} 票，多于有效票 {valid} 张"
    total, most = sum(papers.votes.values()), ballot.seats * valid
    if total > most:
        yield f"得票合计 {total}，多于有效票乘应选人数 {most}"


def _asked(
    rules: VoteRules, ballot: BallotState, papers: Papers, now: Standing, *, election: bool
) -> VoteAsked:
    """The figures with the recused left out already; a void vote is told without its votes."""
    void = papers.returned > papers.issued
    told: dict[str, object] = {
        "vote": rules,
        "all": now.everyone,
        "due": now.due,
        "present": now.present,
        "issued": papers.issued,
        "returned": papers.returned,
    }
    if election:
        votes = {name: 0 if void else papers.votes.get(name, 0) for name in ballot.candidates}
        return VoteAsked.model_validate({**told, "seats": ballot.seats, "candidates": votes})
    if void:
        return VoteAsked.model_validate({**told, "agree": 0})
    said = {
        "agree": papers.agree,
        "against": papers.against,
        "abstain": papers.abstain,
        "invalid": papers.invalid,
    }
    return VoteAsked.model_validate({**told, **said})
