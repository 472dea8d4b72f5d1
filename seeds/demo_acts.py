"""Each kind of act in the demonstration's script, through the verb that people use."""

from collections.abc import Callable
from typing import Any

from actions import assignments, ballots, cases, opinions, publicity, scoring, titles
from actions.machine_papers import finish_paper
from engine.definition import BallotStep, MachineStep
from engine.state import ANSWER_LABELS
from models import organisation
from seeds import demo_script as s
from seeds import demo_titles
from seeds.demo_papers import reply_of
from seeds.demo_stage import Stage
from seeds.document_kinds import kinds


def perform(stage: Stage, act: s.Act, nomination: s.Nomination) -> None:
    """Have it done. Raises a refusal or LookupError when the script asks for what cannot be."""
    _VERBS[act.act](stage, act, nomination)


def _open(stage: Stage, act: s.Opens, nomination: s.Nomination) -> None:
    actor = stage.person(act.by)
    if act.title_of is not None:
        number = demo_titles.number_of(stage, act.title_of)
        stage.case_of[nomination.nominee] = titles.open_about(
            stage.session, number, nomination.process, actor=actor, now=act.at
        )
        return
    stage.case_of[nomination.nominee] = cases.open_case(
        stage.session, nomination.process, actor=actor, now=act.at, round_key=act.round
    )


def _opened_itself(stage: Stage, act: s.TakesUp, nomination: s.Nomination) -> None:
    stage.case_of[nomination.nominee] = demo_titles.opened_about(stage, act.title_of, nomination.process)


def _vote(stage: Stage, act: s.Votes, nomination: s.Nomination) -> None:
    against = {stage.person(login).id for login in act.against}
    absent = {stage.person(login).id for login in act.absent}
    voting = {one.by for one in stage.process(nomination).steps if isinstance(one, BallotStep)}
    shares = [one for one in stage.case(nomination).assignments if one.status == "open"]
    for paper in (one for one in shares if one.body in voting and one.person not in absent):
        voter = organisation.person(stage.session, paper.person)
        ballots.cast_vote(
            stage.session,
            paper.id,
            "reject" if paper.person in against else "approve",
            actor=voter,
            now=act.at,
        )


def _draft(stage: Stage, act: s.Drafts, nomination: s.Nomination) -> None:
    mine = stage.share(nomination, act.by)
    cases.save_draft(
        stage.session,
        mine.id,
        stage.typed(nomination, mine.step),
        actor=stage.person(act.by),
        now=act.at,
        seal=stage.seal,
    )


def _submit(stage: Stage, act: s.Submits, nomination: s.Nomination) -> None:
    mine = stage.share(nomination, act.by)
    answers = stage.filled(nomination, mine.step, act)
    actor = stage.person(act.by)
    cases.submit(stage.session, mine.id, answers, actor=actor, now=act.at, seal=stage.seal)


def _decide(stage: Stage, act: s.Decides, nomination: s.Nomination) -> None:
    mine = stage.share(nomination, act.by)
    assignments.decide(
        stage.session,
        mine.id,
        act.act,
        actor=stage.person(act.by),
        now=act.at,
        seal=stage.seal,
        comment=act.comment,
        answers=stage.filled(nomination, mine.step, act) if act.act == "approve" else None,
    )


def _score(stage: Stage, act: s.Scores, nomination: s.Nomination) -> None:
    mine, actor = stage.share(nomination, act.by), stage.person(act.by)
    scoring.give_score(stage.session, mine.id, act.points, actor=actor, now=act.at)


def _make_paper(stage: Stage, act: s.MakesPaper, nomination: s.Nomination) -> None:
    state = stage.case(nomination)
    visit = next(one for one in state.steps if one.kind == "machine" and one.status == "open")
    step = stage.process(nomination).step(visit.key)
    if not isinstance(step, MachineStep):
        raise TypeError(step.kind)
    finish_paper(stage.session, state, visit.id, kinds()[step.document], workshop=stage.workshop, now=act.at)


def _determine(stage: Stage, act: s.Determines, nomination: s.Nomination) -> None:
    mine = stage.share(nomination, act.by)
    assignments.decide(
        stage.session,
        mine.id,
        "approve",
        actor=stage.person(act.by),
        now=act.at,
        seal=stage.seal,
        comment=act.comment,
        answers=stage.filled(nomination, mine.step, act),
        outcome=act.outcome,
    )
    titles.take_effect(stage.session, stage.case_of[nomination.nominee], now=act.at)


def _send_back(stage: Stage, act: s.SendsBack, nomination: s.Nomination) -> None:
    mine, actor = stage.share(nomination, act.by), stage.person(act.by)
    assignments.send_back(stage.session, mine.id, act.to, act.comment, actor=actor, now=act.at)


def _give_opinion(stage: Stage, act: s.GivesOpinion, nomination: s.Nomination) -> None:
    mine = stage.share(nomination, act.by)
    asked = next(one for one in stage.case(nomination).opinions if one.agency == act.agency)
    reply = reply_of(asked.title, ANSWER_LABELS[act.answer], act.reason, stage.known(nomination))
    opinions.record_opinion(
        stage.session,
        mine.id,
        act.agency,
        act.answer,
        actor=stage.person(act.by),
        now=act.at,
        reason=act.reason,
        document=str(stage.upload(reply, ["pdf"], act)["digest"]),
    )


def _object(stage: Stage, act: s.Objects, nomination: s.Nomination) -> None:
    publicity.file_objection(
        stage.session,
        stage.case_of[nomination.nominee],
        name=act.name,
        contact=act.contact,
        text=act.text,
        now=act.at,
        seal=stage.seal,
    )


def _find(stage: Stage, act: s.Finds, nomination: s.Nomination) -> None:
    mine, actor = stage.share(nomination, act.by), stage.person(act.by)
    publicity.record_finding(
        stage.session, mine.id, upheld=act.upheld, reason=act.reason, actor=actor, now=act.at
    )


def _withdraw(stage: Stage, act: s.Withdraws, nomination: s.Nomination) -> None:
    actor = stage.person(act.by)
    cases.withdraw(stage.session, stage.case_of[nomination.nominee], act.reason, actor=actor, now=act.at)


_VERBS: dict[str, Callable[[Stage, Any, s.Nomination], None]] = {
    "open": _open,
    "opened_itself": _opened_itself,
    "draft": _draft,
    "submit": _submit,
    "approve": _decide,
    "reject": _decide,
    "score": _score,
    "vote": _vote,
    "paper": _make_paper,
    "determine": _determine,
    "send_back": _send_back,
    "opinion": _give_opinion,
    "objection": _object,
    "finding": _find,
    "withdraw": _withdraw,
}
