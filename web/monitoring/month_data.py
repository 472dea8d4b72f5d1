"""The data of a month from a table: the template, the try-run, the import. With one wrong cell nothing comes in."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from actions.month_data import take_in
from engine.refusals import MonthRefused, Refusal
from engine.relapse.month_table import COLUMNS, as_facts, read_month
from engine.relapse.sheet import Wrong
from models.reads import relapse
from models.reads.relapse import Narrowed
from web.downloads import made_file
from web.errors import sentence_of, status_of
from web.monitoring.watching import Watcher, Watching, month_of
from web.pages import render
from web.speaking import Posted, said, transaction
from web.uploads import table_sent
from web.xlsx.comma_separated import is_xlsx
from web.xlsx.plain import cells, marked, table

router = APIRouter(prefix="/monitoring/data")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a table: how many households, whether only tried, and all that is wrong."""

    households: int
    tried: bool
    wrong: Sequence[Wrong] = ()
    findings: Sequence[str] = ()
    file: str = ""


@router.get("")
def page(request: Request, watcher: Watching) -> Response:
    """Where a template is fetched and a table handed in."""
    return _page(request, watcher)


@router.get("/template.xlsx")
def template(request: Request, watcher: Watching) -> Response:
    """An empty table with a line for every household of the reader's units."""
    with transaction(request) as session:
        found, _total = relapse.households(session, watcher.units, Narrowed())
    rows = [[one.file_number] for one in sorted(found, key=lambda one: one.file_number)]
    return made_file(table(COLUMNS, rows, "月度数据"), f"monitoring-{watcher.today:%Y-%m}.xlsx")


@router.post("")
def bring(request: Request, watcher: Watching, form: Posted) -> Response:
    """Try a table, or take it in."""
    try:
        period = month_of(said(form, "period"))
        outcome = brought(
            request,
            watcher,
            period,
            table_sent(form),
            tried=said(form, "how") != "import",
            with_gaps=bool(said(form, "gaps")),
        )
    except Refusal as refusal:
        return _page(request, watcher, status_of(refusal), sentence_of(request, refusal), form=form)
    bad = outcome.wrong or outcome.findings
    return _page(request, watcher, 422 if bad else 200, outcome=outcome, form=form)


def brought(
    request: Request, watcher: Watcher, period: date, content: bytes, *, tried: bool, with_gaps: bool
) -> Outcome:
    """What a table came to; tried, nothing stays. Raises the refusals of reading and of the month."""
    read = read_month(cells(content))
    if read.wrong:
        file = b64encode(marked(content, read.wrong)).decode() if is_xlsx(content) else ""
        return Outcome(len(read.lines), tried, read.wrong, file=file)
    lines = [as_facts(line) for _, line in read.lines]
    try:
        with transaction(request) as session:
            now, units = watcher.viewer.now, watcher.units
            count = take_in(session, period, lines, now=now, units=units, with_gaps=with_gaps)
            if tried:
                session.rollback()
    except MonthRefused as refusal:
        return Outcome(len(lines), tried, findings=refusal.findings)
    return Outcome(count, tried)


def _page(
    request: Request,
    watcher: Watcher,
    status: int = 200,
    sentence: str = "",
    *,
    outcome: Outcome | None = None,
    form: FormData | None = None,
) -> Response:
    period = said(form, "period") if form else f"{watcher.today:%Y-%m}"
    gaps = bool(form and said(form, "gaps"))
    given = {"outcome": outcome, "period": period, "gaps": gaps}
    return render(request, "monitoring/data.html", status, sentence=sentence, **given)
