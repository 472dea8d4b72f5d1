"""The household file of a case: filled in, handed in with the step, kept as a version, closed (一户一档)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.deadlines import local_date
from engine.handling.guards import admit
from engine.hardship.file import HouseholdFile
from engine.hardship.file_checks import Asked, Finding, findings_of
from engine.hardship.file_reckoning import Aided, application_of, class_of_file
from engine.hardship.parameters import HardshipParameters
from engine.matter import Matter
from engine.refusals import NoHouseholdHere, NoSuchAssignment
from engine.rulebook.answer import Answer
from engine.rulebook.published import RuleSet
from engine.state import CaseState, Person
from models import calendars, cases, households, payments, processes
from models.households import Household, HouseholdVersion, Occasion
from models.sealing import Seal
from models.session import Session

_HAPPENED = "changed_on"  # the field of the form that says when a household changed
_COUNTED_HELP = ("living", "medical", "college", "secondary_school", "compulsory_school")


@dataclass(frozen=True, slots=True)
class Opened:
    """One version of a file with its seal broken, and what the rules say of it."""

    household: Household
    version: HouseholdVersion
    file: HouseholdFile
    parameters: HardshipParameters
    findings: tuple[Finding, ...]
    aided: tuple[Aided, ...]

    @property
    def answer(self) -> Answer | None:
        """The class with its figures; None while something is wrong with the file."""
        if self.findings:
            return None
        return class_of_file(self.file, self.parameters, self.version.applied_on, self.aided)

    @property
    def question(self) -> Any:  # noqa: ANN401 - the question of ``hardship.class``
        """What the rule is told; None while something is wrong with the file."""
        if self.findings:
            return None
        return application_of(self.file, self.parameters, self.version.applied_on, self.aided)


def open_file(session: Session, case_id: str, seal: Seal) -> Opened | None:
    """The file as the case has it: the version being filled in, else the last one.

    None when there is none yet, or none any more (销毁).
    """
    household = households.of_case(session, case_id)
    last = households.versions(session, household)[-1] if household else None
    return opened(session, last, seal) if last and last.content else None


def opened(session: Session, version: HouseholdVersion, seal: Seal) -> Opened:
    """The version, opened and checked as of its day."""
    file = HouseholdFile.model_validate_json(seal.open(version.content))
    parameters = HardshipParameters.model_validate(version.rules["content"])
    hashes = {one.id_number: seal.hash(one.id_number) for one in file.members}
    known = households.elsewhere(session, version.household, hashes.values())
    there = {number: known[hashed] for number, hashed in hashes.items() if hashed in known}
    found = findings_of(Asked(file, parameters, version.applied_on, there))
    household = session.get_one(Household, version.household)
    aided = _aided(session, version.household, Asked(file, parameters, version.applied_on).months)
    return Opened(household, version, file, parameters, found, aided)


def save_file(
    session: Session,
    assignment_id: str,
    file: HouseholdFile,
    rules: RuleSet,
    *,
    actor: Person,
    now: datetime,
    seal: Seal,
) -> None:
    """Keep the file as it is filled in so far, whatever is wrong with it.

    Raises the refusals of turn, and NoHouseholdHere at a step whose form asks for no household.
    """
    record = cases.lock_by_assignment(session, assignment_id)
    if record is None:
        raise NoSuchAssignment
    process, state = processes.get(session, record.state.version), record.state
    turn = admit(Matter(process, state, now, calendars.of(session)), actor, assignment_id)
    if not any(one.type == "household" for one in process.fields_at(turn.step.key)):
        raise NoHouseholdHere(step=turn.step.title)
    household = households.of_case(session, state.id) or _known_or_new(
        session, state, file, now=now, seal=seal
    )
    before = households.versions(session, household)
    last = before[-1] if before else None
    number = 1 if last is None else last.number + (last.fixed_at is not None)
    mine = next((one for one in before if one.case_id == state.id), None)
    households.keep(
        session,
        HouseholdVersion(
            household=household,
            number=number,
            occasion=_occasion(session, household, mine),
            case_id=state.id,
            content=seal.text(file.model_dump_json()),
            applied_on=mine.applied_on if mine else local_date(now),
            rules={"key": rules.key, "title": rules.title, "content": rules.content},
            persons=len(file.members),
            saved_at=now,
            saved_by=actor.id,
        ),
    )


def _known_or_new(
    session: Session, state: CaseState, file: HouseholdFile, *, now: datetime, seal: Seal
) -> str:
    """The household to which the applicant belongs already, so that its history goes on; else a new one."""
    own = next((one for one in file.members if one.relation == "本人"), None)
    known = households.with_person(session, seal.hash(own.id_number), unit=state.unit.key) if own else None
    return known or households.begin(session, state.unit.key, now=now)


def _occasion(session: Session, household: str, mine: HouseholdVersion | None) -> Occasion:
    if mine is not None:
        return mine.occasion  # type: ignore[return-value]
    known = session.get_one(Household, household)
    if known.file_number is None:
        return "application"
    return "reentry" if known.exited_on else "reverification"


def _aided(session: Session, household: str, months: Sequence[str]) -> tuple[Aided, ...]:
    """Help that was paid in the months that are reckoned (工会的生活、医疗、助学救助计入收入)."""
    return tuple(
        Aided(one.amount)
        for one in payments.of_household(session, household)
        if one.kind in _COUNTED_HELP and one.paid_on and _month(one.paid_on) in months
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
