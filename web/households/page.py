"""What the page of a household shows: the figure line by line, the six papers, the three states, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions import matching
from actions.households import Opened, open_file, opened
from engine.deadlines import local_date
from engine.definition import Process
from engine.hardship.aid import TITLES
from engine.hardship.centre import is_of_the_centre
from engine.hardship.filling import title_of
from engine.hardship.lines import income_lines, rigid_lines
from engine.hardship.matching import KINDS
from engine.hardship.six_papers import Paper, six_papers
from engine.hardship.standing import Checked, Known, Standing, standings
from engine.state import CaseState
from models import cases, data_requests, households, payments, processes
from models.households import HouseholdVersion
from models.sealing import Seal
from models.session import Session
from seeds.household_rules import agencies_ever
from web.households.rows import masked
from web.speaking import Viewer

OCCASIONS = {"application": "申请", "reverification": "年度复核", "change": "变化报告", "reentry": "返困再入"}


@dataclass(frozen=True, slots=True)
class Look:
    """A household before a reader."""

    session: Session
    seal: Seal
    me: Viewer
    process: Process
    state: CaseState
    file: Opened
    whole: bool = False  # whether numbers are shown whole: such a look is in the journal


def shown(look: Look) -> Mapping[str, object]:
    """Everything on the page."""
    file = look.file
    paid = payments.of_household(look.session, file.household.id)
    question = file.question
    return {
        "household": file.household,
        "version": file.version,
        "findings": file.findings,
        "members": _members(look),
        "account": _account(look),
        "incomes": income_lines(question) if question else (),
        "rigid": rigid_lines(question) if question else (),
        "answer": file.answer,
        "rules": file.version.rules,
        "papers": _papers(look, helped=sum(one.paid_on is not None for one in paid)),
        "standings": standing_of(look.session, file, look.seal, look.me),
        "versions": _versions(look),
        "requests": _requests(look),
        "contradictions": _contradictions(look),
        "paid": paid,
        "help_titles": TITLES,
        "may_help": is_of_the_centre(look.me.person),
        "class_titles": {key: title_of(key) for key in ("deep", "relative", "accident", "none")},
        "whole": look.whole,
    }


def _papers(look: Look, *, helped: int) -> Sequence[Paper]:
    """六有 of the case by which the household came into its file, on the page of whichever case."""
    known = households.versions(look.session, look.file.household.id)
    began = [one.case_id for one in known if one.occasion in ("application", "reentry")]
    record = cases.load(look.session, began[-1]) if began else None
    state = record.state if record else look.state
    return six_papers(processes.get(look.session, state.version), state, helped=helped)


def standing_of(session: Session, file: Opened, seal: Seal, me: Viewer) -> Sequence[Standing]:
    """Eligible, complying, receiving, each with its day and reason."""
    fixed = [one for one in households.versions(session, file.household.id) if one.fixed_at]
    today = local_date(me.now)
    last = opened(session, fixed[-1], seal).file if fixed else None
    people = zip(last.members, last.labels, strict=True) if last else ()
    known = Known(
        today=today,
        filed_on=file.household.filed_on,
        exited_on=file.household.exited_on,
        exit_why=file.household.exit_why or "",
        checks=[
            Checked(one.applied_on, str(one.hardship_class), one.occasion, one.happened_on) for one in fixed
        ],
        paid=[
            (one.paid_on, one.amount)
            for one in payments.of_household(session, file.household.id)
            if one.paid_on is not None
        ],
        unsigned=[label for one, label in people if one.is_adult(today) and one.authorised_on is None],
    )
    return standings(known)


def in_one_line_of(session: Session, case_id: str, seal: Seal) -> str:
    """How the file stands that the case has: its class and what is open of the matching, or how much is still wrong.

    Empty without a file.
    """
    file = open_file(session, case_id, seal)
    if file is None:
        return ""
    if file.findings:
        return f"已填写，还有 {len(file.findings)} 处要补正"
    return f"{file.answer.sentence}{_open_of_matching(session, case_id)}" if file.answer else ""


def _open_of_matching(session: Session, case_id: str) -> str:
    silent, unclear = matching.still_open(session, case_id)
    return f"比对还有 {silent} 个部门未答复、{unclear} 项矛盾未核清。" if silent or unclear else ""


def _account(look: Look) -> Mapping[str, str]:
    known = look.file.file.account
    return known.model_dump() | ({} if look.whole else {"card": masked(known.card)})


def _members(look: Look) -> list[Mapping[str, object]]:
    day = look.file.version.applied_on
    return [
        {
            "relation": label,
            "name": one.name,
            "number": one.id_number if look.whole else masked(one.id_number),
            "age": one.age_on(day),
            "working": one.working,
            "studying": one.studying,
            "able": one.able,
            "excuse": one.excuse,
            "authorised_on": one.authorised_on,
        }
        for one, label in zip(look.file.file.members, look.file.file.labels, strict=True)
    ]


def _versions(look: Look) -> list[tuple[HouseholdVersion, str]]:
    found = households.versions(look.session, look.file.household.id)
    return [(one, OCCASIONS[one.occasion]) for one in reversed(found)]


def _requests(look: Look) -> list[Mapping[str, object]]:
    asked = data_requests.of_case(look.session, look.state.id)
    known = agencies_ever(look.session)
    return [
        {
            "request": one,
            "title": known[one.agency].title,
            "late": one.answered_at is None and one.due_on < local_date(look.me.now),
            "said": matching.facts_of(one, look.seal),
            "waived_why": look.seal.open(one.waived_why) if one.waived_why else "",
        }
        for one in asked
    ]


def _contradictions(look: Look) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    for one in data_requests.contradictions(look.session, look.state.id):
        detail, reason = matching.details(one, look.seal)
        found.append({"it": one, "kind": KINDS[one.kind], "detail": detail, "reason": reason})
    return found
