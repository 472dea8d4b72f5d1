"""A walk through the pages: which addresses are of one shape, and which are pages at all."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator

# Whoever comes later sees what nobody before could see.
READERS = (
    "",
    "prov.officer",
    "admin",
    "xidian.chair",
    "sxpi.chair",
    "prov.member1",
    "sxch.officer1",
    "prov.head",
    "prov.archivist",
)
STARTS = ("/", "/api/docs")  # nobody is led to the second: whoever writes a program asks for it

_NO_PAGE = re.compile(
    r"\.(xlsx|json|zip|pdf|docx|csv)$|^/(attachments|language|prefect|static)/|/(dossiers?|copy|bpmn|template|sign-out)$"
)
_VARIES = (
    (re.compile(r"^/(rounds|start)/(?!new)[^/?]+"), r"/\1/…"),
    (re.compile(r"/(places|lists)/[^/?]+"), r"/\1/…"),
    (re.compile(r"/[^/?]*\d[^/?]*"), "/…"),
    (re.compile(r"=[^&]*"), ""),
)


def shape_of(path: str) -> str:
    """What addresses of one kind have in common: ``/cases/…``."""
    for varies, said in _VARIES:
        path = varies.sub(said, path)
    return path


def walked(each: int, links_of: Callable[[str, str], Iterable[str]]) -> Iterator[str]:
    """Follow links from the starts on, ``each`` times for every shape; yields the shapes.

    ``links_of`` opens the page at an address, is told which page led there, and says where it leads.
    """
    ways, known, times = deque((one, "the door") for one in STARTS), set(STARTS), Counter[str]()
    while ways:
        path, source = ways.popleft()
        times[shape := shape_of(path)] += 1
        if times[shape] > each:
            continue
        yield shape
        for link in links_of(path, source):
            way = link.split("#")[0]
            if way.startswith("/") and way not in known and not _NO_PAGE.search(way.split("?")[0]):
                known.add(way)
                ways.append((way, path))
