"""What the demonstration's acts need at hand: the office, its invented people, and the cases opened so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from actions import attachments
from actions.issuing import Workshop
from actions.organisation import person_id
from engine.deadlines import local_date
from engine.definition import Process
from engine.state import AssignmentState, CaseState, Person
from models import cases as stored
from models import organisation, processes
from models.sealing import Seal
from models.session import Session
from seeds import demo_script as s
from seeds import sample_files
from seeds.demo_papers import Paper, paper_for
from seeds.invented import Invented


@dataclass
class Stage:
    """One transaction in which the whole demonstration is played."""

    session: Session
    script: s.Script
    people: dict[str, Invented]
    workshop: Workshop
    case_of: dict[str, str] = field(default_factory=dict)
    meeting_of: dict[str, str] = field(default_factory=dict)

    @property
    def seal(self) -> Seal:
        """What seals personal values."""
        return self.workshop.seal

    def person(self, login: str) -> Person:
        """The person who signs in as ``login``."""
        return organisation.person(self.session, person_id(login))

    def case(self, nomination: s.Nomination) -> CaseState:
        """The case of ``nomination`` as it is now."""
        record = stored.load(self.session, self.case_of[nomination.nominee])
        if record is None:
            raise LookupError(nomination.nominee)
        return record.state

    def share(self, nomination: s.Nomination, login: str) -> AssignmentState:
        """What waits for ``login`` in the case. Raises LookupError naming both: then the script is wrong."""
        who = person_id(login)
        for one in self.case(nomination).assignments:
            if one.person == who and one.status == "open":
                return one
        message = f"{nomination.nominee}: nothing waits for {login}"
        raise LookupError(message)

    def process(self, nomination: s.Nomination) -> Process:
        """The definition under which the case runs."""
        return processes.get(self.session, self.case(nomination).version)

    def known(self, nomination: s.Nomination) -> dict[str, Any]:
        """What is known of the nominee: the person's facts, what all have in common, what is special."""
        nominee = self.people[nomination.same_as or nomination.nominee]
        facts = {
            "nominee_name": nominee.name,
            "gender": nominee.gender,
            "born_on": nominee.born_on,
            "id_no": nominee.id_number,
            "holder": nominee.name,
            "leader": nominee.name,
            "leader_id_no": nominee.id_number,
        }
        return {**facts, **nomination.form}

    def typed(self, nomination: s.Nomination, step: str) -> dict[str, Any]:
        """What is typed into the form at ``step``: of what is known the fields that are asked there."""
        asked = {one.key for one in self.process(nomination).fields_at(step)}
        return {key: value for key, value in self.known(nomination).items() if key in asked}

    def filled(
        self, nomination: s.Nomination, step: str, act: s.Submits | s.Decides | s.Determines
    ) -> dict[str, Any]:
        """Everything that the form asks for at ``step``: what is typed, and every file."""
        process, unit = self.process(nomination), self.case(nomination).unit.name
        asked = [one for one in process.fields_at(step) if one.type == "file"]
        known = {**self.known(nomination), "conferred_by": process.conferred_by}
        files = {
            one.key: self.upload(paper_for(one.key, one.label, known, unit), one.accept, act) for one in asked
        }
        return {**self.typed(nomination, step), **files}

    def upload(
        self, paper: Paper, accept: Sequence[str], act: s.Submits | s.Decides | s.Determines | s.GivesOpinion
    ) -> dict[str, object]:
        """Make a file of ``paper``, store it and name it."""
        make = {"docx": sample_files.word, "pdf": sample_files.pdf, "png": sample_files.picture}
        kind = next(one for one in make if one in accept)
        new = attachments.store(
            self.session,
            name=f"{paper.title}.{kind}",
            content=make[kind](paper, day=local_date(act.at)),
            accept=accept,
            actor=self.person(act.by),
            now=act.at,
            files=self.workshop.files,
        )
        return {"digest": new.digest, "name": new.name, "kind": new.kind, "size": new.size}
