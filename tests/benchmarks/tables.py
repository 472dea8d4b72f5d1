"""A table of nominations from the file to the drafts, as the page does it."""

from io import BytesIO
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from openpyxl import load_workbook

from actions.sheets import looked_at, open_drafts
from engine.forms.many import columns
from models import processes
from models.sealing import Seal
from runtime.database import Database
from tests.factories import MONDAY, an_office, answers, national51, person
from web.xlsx.reading import read
from web.xlsx.template import template

_WEIGHTS, _CHECK_DIGITS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_SEAL = Seal(b"a key for measuring, thirty-two bytes")


def measure(database: Database, *, rows: int) -> tuple[float, float, float]:
    """Seconds for reading and checking, seconds for opening the drafts, and the process's peak in MB."""
    with database.transaction() as session:
        an_office(session)
    with database.transaction() as session:
        version, process = processes.current(session, "award_national51", MONDAY.date()) or ("", national51())
    content = filled_with(template(process, version, 2022), rows)
    began = perf_counter()
    filled = read(content, process, version, 2022)
    with database.transaction() as session:
        actor = person(session, "xjtu.chair")
        found, wrong = looked_at(session, process, filled.rows, actor=actor, now=MONDAY)
        assert not wrong, wrong[0]
        checked = perf_counter()
        open_drafts(session, process, found, actor=actor, now=MONDAY, seal=_SEAL)
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return checked - began, perf_counter() - checked, peak


def filled_with(empty: bytes, rows: int) -> bytes:
    book = load_workbook(BytesIO(empty))
    fields = [one.key for one in columns(national51())]
    for n in range(rows):
        row = answers(id_no=_number(n), nominee_name=f"演示{n}")
        book.worksheets[0].append([_cell(row.get(key)) for key in fields])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> str | int | None:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str | int) else None


def _number(n: int) -> str:
    """An invented ID number of 1975 with a right check digit; the first digits belong to no place."""
    body = f"9{n // 1000:05d}19750701{n % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECK_DIGITS[total % 11]
