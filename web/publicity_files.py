"""公示 to take away: the list as a table, and the notice as it is posted on a board."""

from io import BytesIO

from fastapi import APIRouter, Request, Response
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from engine.deadlines import last_day, local_date
from web.pages import office_of, render, words
from web.publicity import NoticeList, list_now
from web.speaking import Anyone

router = APIRouter(prefix="/publicity/lists/{scope}/{level}")
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/list.xlsx")
def table(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """The list as an xlsx file: the same lines in the same order as on the page."""
    content = _written(request, list_now(request, scope, level))
    disposition = f'attachment; filename="publicity-{scope}-{level}.xlsx"'
    return Response(content, media_type=_MEDIA, headers={"content-disposition": disposition})


@router.get("/notice")
def board(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """The notice as it is printed and posted."""
    found = list_now(request, scope, level)
    return render(request, "posted_notice.html", list=found, today=office_of(request).clock())


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
