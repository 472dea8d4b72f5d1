"""A case that has been everywhere, and one example of each event, with words that must not leave the house."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from engine import events as e
from engine.definition import Process
from engine.evolution import replay
from engine.state import CaseState

NOW = datetime(2022, 2, 21, 1, tzinfo=UTC)
DUE = datetime(2022, 2, 28, 16, tzinfo=UTC)
_AWARD = Path(__file__).parents[2] / "seeds/processes/award_national51.yaml"
PROCESS = Process.model_validate(yaml.safe_load(_AWARD.read_text(encoding="utf-8")))

SECRET = "赵秘密"  # stands for whatever people write: a nominee, an objector, a reason
CHAIR, PARTY, CLERK, MEMBER = "chair", "party-secretary", "clerk", "member"


def offered(identity: str, person: str, *, waiting: bool = False) -> e.AssignmentOffered:
    return e.AssignmentOffered(
        id=identity,
        body="grass_union",
        person=person,
        name="演示甲",
        unit="xjtu",
        position=0,
        waiting=waiting,
        why="您是基层工会主席",
    )


def step_opened(
    step: str, kind: str, *shares: e.AssignmentOffered, visit: int = 1, status: str = "under_way"
) -> e.StepOpened:
    return e.StepOpened(
        id=f"{step}-{visit}",
        step=step,
        kind=kind,
        visit=visit,
        due_at=DUE,
        assignments=shares,
        status=status,
    )


def settled(step: str, outcome: str = "done", visit: int = 1) -> e.StepSettled:
    return e.StepSettled(
        id=f"{step}-{visit}",
        step=step,
        visit=visit,
        outcome=outcome,
        next=(),
        because=SECRET,
    )


OPENED = e.CaseOpened(
    case="case-1",
    number="GWJZ-2022-0003",
    process=PROCESS.key,
    version=f"{PROCESS.key}@1",
    unit="xjtu",
    unit_name="西安交通大学工会",
    unit_direct=True,
    unit_sector="education",
    unit_city=None,
    round=f"{PROCESS.key}-2022",
    by=CHAIR,
)
NOMINATE = step_opened("nominate", "submit", offered("n1", CHAIR), offered("n2", "officer"))
SUBMITTED: tuple[e.Event, ...] = (
    e.AssignmentDecided(id="n1", by=CHAIR, decision="submit", comment=SECRET),
    e.CaseSubmitted(answers={"nominee_name": SECRET}, subject=SECRET, identity=SECRET),
    settled("nominate"),
)
PARTY_OPENED = step_opened("party", "sign", offered("p1", PARTY))
WINDOW = (
    step_opened("unit_publicity", "publicity", status="in_publicity"),
    e.PublicityOpened(id="unit_publicity-1", step="unit_publicity", level="unit", closes_at=DUE),
)
OBJECTED = e.ObjectionFiled(
    id="o1",
    step_id="unit_publicity-1",
    step="unit_publicity",
    visit=1,
    due_at=DUE,
    assignments=(offered("i1", PARTY), offered("i2", "party-member")),
)
ASKED = e.OpinionsAsked(
    step_id="consult-1",
    opinions=(
        e.OpinionAsked(id="op1", agency="police", title="公安机关"),
        e.OpinionAsked(
            id="op2",
            agency="tax",
            title="税务部门",
            carried="digest",
            carried_at=NOW,
            valid_until=DUE + timedelta(days=60),
        ),
    ),
    due_at=DUE,
)


def a_case(*events: e.Event) -> CaseState:
    """A case to which ``events`` happened after it was opened."""
    return replay(None, [OPENED, *events], NOW)


EVERYWHERE = a_case(
    NOMINATE,
    *SUBMITTED,
    PARTY_OPENED,
    *WINDOW,
    OBJECTED,
    step_opened("consult", "consult", offered("c1", CHAIR)),
    ASKED,
    step_opened("prov_review", "sign", offered("r1", CLERK), offered("r2", "head", waiting=True)),
    step_opened("prov_ballot", "ballot", offered("b1", MEMBER)),
)

LATE: dict[str, Any] = {"id": "party-1", "step": "party", "rung": 1}

EXAMPLES: tuple[e.Event, ...] = (
    OPENED,
    *SUBMITTED,
    PARTY_OPENED,
    e.StepSkipped(id="city_review-1", step="city_review", kind="sign", visit=1, next=()),
    e.AssignmentOpened(id="r1", due_at=DUE),
    e.AssignmentReminded(id="p1"),
    e.AssignmentOverdue(id="p1"),
    e.OverdueReminded(**LATE, shares=("p1",)),
    e.OverdueEscalated(**LATE, body="prov_office", people=(e.Informed(person="head", name="演示乙"),)),
    e.OverdueEscalated(**LATE, body="prov_office", people=()),
    e.OverduePassedOn(
        **LATE,
        body="prov_office",
        because=SECRET,
        closes=("n1",),
        due_at=DUE,
        assignments=(offered("p1", PARTY),),
    ),
    e.OverduePassedOn(**LATE, body="prov_office", because=SECRET),
    e.OverdueRefused(**LATE, clause="办法第八条"),
    e.OverduePassed(**LATE, clause="办法第八条"),
    e.VoteCast(id="b1", by=MEMBER, choice=None),
    e.BallotCounted(
        id="prov_ballot-1",
        step="prov_ballot",
        due=7,
        approve=5,
        reject=1,
        abstain=1,
        quorate=True,
        passed=True,
    ),
    e.ScoreGiven(id="b1", by=MEMBER, points={"results": "40"}, total="40"),
    e.ScoreCounted(
        id="prov_ballot-1", step="prov_ballot", judges=5, score="259/3", criteria={"results": "259/3"}
    ),
    WINDOW[1],
    e.PublicitySuspended(id="unit_publicity-1", days_left=3),
    e.PublicityResumed(id="unit_publicity-1", closes_at=DUE),
    e.PublicityClosed(id="unit_publicity-1", step="unit_publicity"),
    OBJECTED,
    e.ObjectionAssigned(id="o1", step_id="unit_publicity-1", assignments=(offered("i3", "other"),)),
    e.ObjectionSettled(id="o1", upheld=False, reason=SECRET, by=PARTY),
    ASKED,
    e.OpinionReceived(id="op1", agency="police", answer="agree", reason=SECRET, document="d", signer=SECRET),
    e.OpinionRecorded(
        id="op1", agency="police", answer="agree", reason=SECRET, document="d", valid_until=DUE, by=CHAIR
    ),
    e.MachineFinished(id="approval_form-1", step="approval_form", result={}),
    e.QuotaTaken(),
    e.QuotaReturned(),
    e.CaseCorrected(
        id="offer", step="party", by=PARTY, before={"duty": SECRET}, after={"duty": SECRET}, reason=SECRET
    ),
    e.CaseReturned(step="party", to="nominate", by=PARTY, reason=SECRET),
    e.CaseHeld(reason=SECRET),
    e.CaseResumed(by="admin"),
    e.CaseDetermined(outcome="granted", granted=True, by="fed"),
    e.CaseRejected(step="prov_ballot", reason=SECRET),
    e.CaseWithdrawn(by=CHAIR, reason=SECRET),
    e.CaseClosed(),
    e.TwinSuspected(other="c2", number="GWJZ-2022-0009", unit="西安中学工会"),
    e.TwinJudged(other="c2", number="GWJZ-2022-0009", verdict="not_same", by="admin", reason=SECRET),
    e.CaseRanked(id="party-1", step="party", rank=1, of=2, by=PARTY, reason=SECRET),
    e.CaseKeptInReserve(id="party-1", step="party", level="xjtu", by=PARTY),
    e.CasePutForward(id="party-1", step="party", level="xjtu"),
    e.CaseFellOut(id="party-1", step="party", level="xjtu"),
    e.AssignmentClaimed(id="p1", by=PARTY, until=DUE),
    e.AssignmentGivenBack(id="p1", by=PARTY, note=SECRET),
    e.AssignmentVacated(id="i3", by="other", reason=SECRET, recused=True),
    e.AssignmentsOffered(step_id="unit_publicity-1", due_at=DUE, assignments=(offered("i9", "further"),)),
    e.AssignmentTransferred(id="n1", by=CHAIR, to=offered("p1", PARTY), note=SECRET),
    e.AssignmentDelegated(id="n1", by=CHAIR, to=offered("p1", PARTY), note=SECRET),
    e.AssignmentTakenBack(id="p1", by=PARTY, closes=("p1",)),
    e.SignerAdded(
        id="n1", by=CHAIR, to=offered("p1", PARTY).model_copy(update={"via": "before"}), note=SECRET
    ),
    e.SignerRemoved(id="p1", by=CHAIR, reason=SECRET),
    e.StepReopened(id="party-1", step="party", status="under_way"),
    e.QuestionAsked(id="n1", by=CHAIR, to=offered("p1", PARTY), text=SECRET, stops_clock=True),
    e.QuestionAnswered(id="p1", asked_by=CHAIR, by=PARTY),
    e.QuestionDropped(id="p1"),
    e.DueShifted(id="party-1", step="party", due_at=DUE),
    e.CaseUrged(by=CHAIR, assignments=("p1",)),
    e.CaseCopied(by=CHAIR, copies=(e.CopySent(id="k1", person=PARTY, name="演示甲"),), note=SECRET),
    e.CopyRead(id="k1", by=PARTY),
    e.DocumentIssued(
        id="d1", kind="certificate", title="证书", number="证〔2022〕1号", version=1, result={}, by=CHAIR
    ),
    e.DocumentVoided(number="证〔2022〕1号", reason=SECRET, by=CHAIR),
    e.CaseTerminated(by="admin", reason=SECRET),
    e.CaseEndedWithTitle(title="GZS-2022-0001", how="注销", number="CHCX-2022-0001"),
)
