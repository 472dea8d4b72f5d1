"""信息比对: bodies with a line are asked what they have not answered yet, each household in its own transaction."""

import logging
from collections.abc import Iterable, Mapping

from prefect import flow

from actions import matching
from engine.deadlines import local_date
from engine.hardship.matching import Agency
from engine.refusals import NoParameters
from flows.agency_line import AgencyLine, HttpLine, LineDown
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from models import data_requests
from models.data_requests import DataRequest
from runtime.wiring import Office
from seeds.household_rules import agencies_for

_log = logging.getLogger(__name__)
Lines = Mapping[str, AgencyLine]


def sweep(office: Office, lines: Lines | None = None) -> str:
    """Ask every body that has a line. Twice is once: what is answered is not asked again."""
    today = local_date(office.clock())
    try:
        with office.database.transaction() as session:
            agencies = agencies_for(session, today).agencies
    except NoParameters:
        _log.warning("no bodies are published for %s", today)
        return f"信息比对：{today} 没有发布的比对部门"
    known = lines if lines is not None else lines_of(office, agencies)
    answered = failed = 0
    for agency in agencies:
        if agency.key not in known:
            continue
        for request_id in _waiting(office, agency):
            if _asked(office, agency, known[agency.key], request_id):
                answered += 1
            else:
                failed += 1
    return f"信息比对：答复 {answered} 件，未通 {failed} 件"


def lines_of(office: Office, agencies: Iterable[Agency]) -> Lines:
    """The lines that the office has, by body; the others exchange tables."""
    addresses = office.settings.agency_lines
    return {one.key: HttpLine(one, addresses[one.key]) for one in agencies if one.key in addresses}


@flow(name="信息比对", validate_parameters=False)
@told_by_kind
def match_households() -> None:
    """向有专线的部门查询还没有答复的困难职工家庭，答复与申报不符的列为矛盾，由人核清。"""
    name_this_run(sweep(this_office()))


def _waiting(office: Office, agency: Agency) -> list[str]:
    with office.database.transaction() as session:
        return [one.id for one in data_requests.waiting(session, agency.key)]


def _asked(office: Office, agency: Agency, line: AgencyLine, request_id: str) -> bool:
    """Ask outside of any transaction, so that a slow body holds no lock."""
    with office.database.transaction() as session:
        request = session.get_one(DataRequest, request_id)
        number, people = request.number, matching.lines_of(session, request, agency, office.seal)
    try:
        facts = line.ask(number, people)
    except LineDown as down:
        with office.database.transaction("office") as session:
            session.get_one(DataRequest, request_id).trouble = str(down)
        return False
    now = office.clock()
    with office.database.transaction("office") as session:
        said = [matching.Line(number, one) for one in facts]
        return matching.take_in(session, agency, said, now=now, seal=office.seal).answered == 1
