"""Plays the demonstration's script through the same verbs that people use, in the order of its moments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions import advance, assignments, attachments, cases, deadlines, opinions, publicity, rounds
from actions.organisation import person_id
from engine.deadlines import SHANGHAI, local_date
from engine.definition import FormField, Process
from engine.state import AssignmentState, CaseState, Person
from models import cases as stored
from models import organisation, processes
from models.files import FileStore
from models.sealing import Seal
from seeds import demo_script as s
from seeds import sample_files
from seeds.invented import Invented

_NIGHT, _MORNING = time(0, 5), time(9, 0)


@dataclass
class Player:
    """The stage: a session, the office's seal and files, the invented people, and the cases opened so far."""

    session: Session
    script: s.Script
    people: dict[str, Invented]
    seal: Seal
    files: FileStore
    case_of: dict[str, str] = field(default_factory=dict)

    def play(self) -> None:
        """Open the round, then let everybody act in turn, with the clock's own work between, up to the start."""
        self._open_round()
        clock = self.script.round.at
        acts = ((act, one) for one in self.script.nominations for act in one.story)
        for act, nomination in sorted(acts, key=lambda pair: pair[0].at):
            self._let_time_pass(clock, act.at)
            clock = act.at
            self._perform(act, nomination)
        self._let_time_pass(clock, self.script.starts)

    def _open_round(self) -> None:
        line = self.script.round
        actor = self.person(line.by)
        rounds.open_round(
            self.session, line.process, year=line.year, quota=line.quota, actor=actor, now=line.at
        )

    def _perform(self, act: s.Act, nomination: s.Nomination) -> None:
        _VERBS[act.act](self, act, nomination)
        case_id = self.case_of[nomination.nominee]
        advance.advance(self.session, case_id, now=act.at)

    def _let_time_pass(self, since: datetime, until: datetime) -> None:
        for moment in _clock_strikes(since, until):
            for case_id, window in publicity.windows_run_out(self.session, now=moment):
                publicity.close_window(self.session, case_id, window, now=moment)
                advance.advance(self.session, case_id, now=moment)
            for due in deadlines.to_remind(self.session, now=moment):
                deadlines.remind(self.session, due, now=moment)

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

    def typed(self, nomination: s.Nomination) -> dict[str, Any]:
        """What the unit types into the form: the person's facts, what all have in common, what is special."""
        nominee = self.people[nomination.nominee]
        facts = {
            "nominee_name": nominee.name,
            "gender": nominee.gender,
            "born_on": nominee.born_on,
            "id_no": nominee.id_number,
        }
        return {**facts, **self.script.form_of_all, **nomination.form}

    def uploads(self, nomination: s.Nomination, step: str, act: s.Submits | s.Decides) -> dict[str, Any]:
        """Every file that the form asks for at ``step``."""
        asked = [one for one in self.process(nomination).fields_at(step) if one.type == "file"]
        return {one.key: self.upload(one, nomination, act.by, act.at) for one in asked}

    def upload(
        self, asked: FormField, nomination: s.Nomination, login: str, at: datetime
    ) -> dict[str, object]:
        """Make, store and name one file."""
        unit, day = self.case(nomination).unit.name, local_date(at)
        kind = "docx" if "docx" in asked.accept else "pdf"
        make = sample_files.word if kind == "docx" else sample_files.pdf
        content = make(asked.label, self._text(nomination), unit=unit, day=day)
        new = attachments.store(
            self.session,
            name=f"{asked.label}.{kind}",
            content=content,
            accept=asked.accept,
            actor=self.person(login),
            now=at,
            files=self.files,
        )
        return {"digest": new.digest, "name": new.name, "kind": new.kind, "size": new.size}

    def _text(self, nomination: s.Nomination) -> str:
        typed = self.typed(nomination)
        lines = [
            f"人选：{typed['nominee_name']}（演示），{typed.get('workplace', '')}{typed.get('duty', '')}。"
        ]
        if "congress_due" in typed:
            counts = (typed["congress_due"], typed["congress_present"], typed["congress_agree"])
            lines.append("应到 {} 人，实到 {} 人，同意 {} 人。".format(*counts))
        return "\n".join([*lines, str(typed.get("deeds", "")).strip()])


def _clock_strikes(since: datetime, until: datetime) -> Iterator[datetime]:
    """Five past midnight and nine in the morning of every day between the two moments."""
    day: date = local_date(since)
    while day <= local_date(until):
        for hour in (_NIGHT, _MORNING):
            moment = datetime.combine(day, hour, tzinfo=SHANGHAI)
            if since < moment <= until:
                yield moment
        day += timedelta(days=1)


def _open(player: Player, act: s.Opens, nomination: s.Nomination) -> None:
    actor = player.person(act.by)
    player.case_of[nomination.nominee] = cases.open_case(
        player.session, player.script.round.process, actor=actor, now=act.at
    )


def _draft(player: Player, act: s.Drafts, nomination: s.Nomination) -> None:
    mine = player.share(nomination, act.by)
    cases.save_draft(
        player.session,
        mine.id,
        player.typed(nomination),
        actor=player.person(act.by),
        now=act.at,
        seal=player.seal,
    )


def _submit(player: Player, act: s.Submits, nomination: s.Nomination) -> None:
    mine = player.share(nomination, act.by)
    answers = {**player.typed(nomination), **player.uploads(nomination, mine.step, act)}
    actor = player.person(act.by)
    cases.submit(player.session, mine.id, answers, actor=actor, now=act.at, seal=player.seal)


def _decide(player: Player, act: s.Decides, nomination: s.Nomination) -> None:
    mine = player.share(nomination, act.by)
    assignments.decide(
        player.session,
        mine.id,
        act.act,
        actor=player.person(act.by),
        now=act.at,
        seal=player.seal,
        comment=act.comment,
        answers=player.uploads(nomination, mine.step, act) if act.act == "approve" else None,
    )


def _send_back(player: Player, act: s.SendsBack, nomination: s.Nomination) -> None:
    mine, actor = player.share(nomination, act.by), player.person(act.by)
    assignments.send_back(player.session, mine.id, act.to, act.comment, actor=actor, now=act.at)


def _give_opinion(player: Player, act: s.GivesOpinion, nomination: s.Nomination) -> None:
    mine = player.share(nomination, act.by)
    asked = next(one for one in player.case(nomination).opinions if one.agency == act.agency)
    letter = FormField(key="letter", label=f"{asked.title}意见", type="file", accept=["pdf"])
    opinions.record_opinion(
        player.session,
        mine.id,
        act.agency,
        act.answer,
        actor=player.person(act.by),
        now=act.at,
        reason=act.reason,
        document=str(player.upload(letter, nomination, act.by, act.at)["digest"]),
    )


def _object(player: Player, act: s.Objects, nomination: s.Nomination) -> None:
    publicity.file_objection(
        player.session,
        player.case_of[nomination.nominee],
        name=act.name,
        contact=act.contact,
        text=act.text,
        now=act.at,
        seal=player.seal,
    )


def _find(player: Player, act: s.Finds, nomination: s.Nomination) -> None:
    mine, actor = player.share(nomination, act.by), player.person(act.by)
    publicity.record_finding(
        player.session, mine.id, upheld=act.upheld, reason=act.reason, actor=actor, now=act.at
    )


def _withdraw(player: Player, act: s.Withdraws, nomination: s.Nomination) -> None:
    actor = player.person(act.by)
    cases.withdraw(player.session, player.case_of[nomination.nominee], act.reason, actor=actor, now=act.at)


_VERBS: dict[str, Callable[[Player, Any, s.Nomination], None]] = {
    "open": _open,
    "draft": _draft,
    "submit": _submit,
    "approve": _decide,
    "reject": _decide,
    "send_back": _send_back,
    "opinion": _give_opinion,
    "objection": _object,
    "finding": _find,
    "withdraw": _withdraw,
}
