"""公示 to take away: the list as a table, and the notice as it is posted on a board."""

from io import BytesIO

from fastapi import APIRouter, Request, Response
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from actions.papers.posted_list import PostedList, PostedRow, days_in_words, files_of
from engine.deadlines import last_day, local_date
from models.reads import statistics
from web.downloads import made_file
from web.outsiders.publicity import Notice, NoticeList, list_now
from web.pages import office_of, render, words
from web.speaking import Anyone, transaction

router = APIRouter(prefix="/publicity/lists/{scope}/{level}")


@router.get("/list.xlsx")
def table(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """The list as an xlsx file: the same lines in the same order as on the page."""
    content = _written(request, list_now(request, scope, level))
    return made_file(content, f"publicity-{scope}-{level}.xlsx")


@router.get("/notice.pdf")
def as_pdf(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """The notice as it is posted, as a PDF: always in Chinese, as it is posted."""
    made = files_of(_posted(request, scope, level))
    return made_file(made.pdf, f"{made.name}.pdf")


@router.get("/notice.docx")
def as_word(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """The same as a Word file."""
    made = files_of(_posted(request, scope, level))
    return made_file(made.docx, f"{made.name}.docx")


@router.get("/notice")
def board(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """The notice as it is printed and posted."""
    found = list_now(request, scope, level)
    return render(request, "posted_notice.html", list=found, today=office_of(request).clock())


def _posted(request: Request, scope: str, level: str) -> PostedList:
    office = office_of(request)
    found = list_now(request, scope, level, str)
    with transaction(request) as session:
        organiser = statistics.organiser(session)
    first = found.notices[0]
    return PostedList(
        title=found.title,
        level=first.level,
        columns=found.columns,
        rows=tuple(_row(found, one) for one in found.notices),
        window=first.step.window.amount,
        receives=first.receives,
        office=organiser,
        address=f"{office.settings.public_url}{found.address}",
        day=local_date(office.clock()),
        demonstration=office.settings.demo,
    )


def _row(found: NoticeList, one: Notice) -> PostedRow:
    shown = one.shown
    last = None if shown.suspended_at else last_day(shown.closes_at)
    cells = tuple(found.cell(one, column) for column in found.columns)
    return PostedRow(cells, shown.unit_name, days_in_words(local_date(shown.posted_at), last))


def _written(request: Request, found: NoticeList) -> bytes:
    say = words(request)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("公示名单")
    sheet.append([say("序号"), *found.columns, say("单位"), say("张贴日期"), say("截止日期")])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    for number, one in enumerate(found.notices, 1):
        shown = one.shown
        until = say("公示期中止") if shown.suspended_at else last_day(shown.closes_at).isoformat()
        cells = [found.cell(one, column) for column in found.columns]
        sheet.append([number, *cells, shown.unit_name, local_date(shown.posted_at).isoformat(), until])
        for cell in sheet[sheet.max_row][1:]:
            cell.data_type = "s"  # what somebody typed is text, also when it begins like a formula
    sheet.freeze_panes = "B2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
