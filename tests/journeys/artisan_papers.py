"""Documents of the round: issued on their pages, numbered without a gap, read back from their PDF."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

from tests.journeys.acts import same
from tests.journeys.people import Person

_NUMBER = re.compile(r"(?P<series>陕教科文卫体工\w)〔2022〕(?P<n>\d+)号")
_PDF = re.compile(r'href="(/attachments/[0-9a-f]+)">PDF')


@dataclass(frozen=True, slots=True)
class Papers:
    """The desk that issues documents."""

    officer: Person

    def issued(self, about: str, key: str, kind: str) -> str:
        """Issue one; its number is the answer. Raises Refused."""
        page = self.officer.reads(self.officer.types(f"/documents/{about}/{key}/{kind}"))
        return next(one[0] for one in _NUMBER.finditer(page))

    def text(self, about: str, key: str) -> str:
        """What the newest PDF says, without the spaces and line ends of its layout."""
        address = _PDF.findall(self.officer.reads(f"/documents/{about}/{key}"))[0]
        pdf = PdfReader(BytesIO(self.officer.client.get(address).content))
        return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def same_run(numbers: Iterable[str], count: int) -> None:
    """So many numbers of one series, each the one after the last. Raises AssertionError."""
    found = [int(match["n"]) for one in numbers if (match := _NUMBER.fullmatch(one))]
    same(found, list(range(found[0], found[0] + count)), "numbers without a gap")
