"""Dossiers changed behind the office's back: clumsily, or by somebody who knows how they are made."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from actions.dossier_file import Examined, examine, headed
from engine.chain import canonical, link
from engine.dossier import content as c
from engine.dossier.content import FileLine, Line, Manifest
from engine.dossier.stated import stated
from engine.dossier.walking import walk
from models.dossiers import Opened, written
from models.sealing import Seal

FORGER = Seal(b"the key of somebody else entirely")
Lines = list[dict[str, Any]]


def parts_of(content: bytes) -> dict[str, bytes]:
    """The files of a dossier, in their order."""
    return dict(Opened(BytesIO(content)).items())


def zipped(parts: dict[str, bytes]) -> bytes:
    """The zip of these files, as the office would write it."""
    return b"".join(written(parts.items()))


def listed_anew(parts: dict[str, bytes], *, seal: Seal = FORGER, **said: Any) -> bytes:  # noqa: ANN401 - any field
    """The dossier with all digests made to fit, signed with the forger's own key."""
    old = Manifest.model_validate_json(parts[c.MANIFEST])
    files = tuple(
        FileLine(path=path, size=len(one), sha256=sha256(one).hexdigest(), name="")
        for path, one in parts.items()
        if path not in (c.MANIFEST, c.SIGNATURE)
    )
    front = dict(headed(old.model_copy(update={"files": files, **said}), seal))
    return zipped({**parts, **front})


def with_journal(content: bytes, change: Callable[[Lines], Lines]) -> bytes:
    """The dossier with another journal, and nothing else made to fit but the digests."""
    parts = parts_of(content)
    lines = change(_lines(parts))
    return listed_anew({**parts, c.JOURNAL: _text(lines)})


def with_part(content: bytes, path: str, lines: Lines) -> bytes:
    """The dossier with another file of lines, and the digests made to fit."""
    return listed_anew({**parts_of(content), path: _text(lines)})


def rewritten(content: bytes, change: Callable[[Lines], Lines], *, seal: Seal = FORGER) -> bytes:
    """The same by a forger who chains the lines anew and states what follows from them: all but the rules fits."""
    parts = parts_of(content)
    manifest = Manifest.model_validate_json(parts[c.MANIFEST])
    lines, previous = change(_lines(parts)), ""
    for n, line in enumerate(lines, start=1):
        said = Line.model_validate(line | {"seq": n})
        previous = link(previous, manifest.case, n, said.payload, by=said.actor, at=said.at, door=said.door)
        line |= {"seq": n, "hash": previous}
    last = list(walk([Line.model_validate(one) for one in lines]))[-1].after
    parts |= {c.JOURNAL: _text(lines), c.STATE: canonical(stated(last)).encode()}
    return listed_anew(parts, seal=seal, lines=len(lines), head=previous)


def failing(content: bytes, key: str | None = None) -> dict[str, list[str]]:
    """The checks that do not hold, with their findings as ``where：sentence``."""
    return {
        verdict.key: [f"{one.where}：{one.sentence}" for one in verdict.flaws]
        for one in examined(content, key)
        for verdict in one.verdicts
        if not verdict.holds
    }


def examined(content: bytes, key: str | None = None) -> list[Examined]:
    """What the checks say of these bytes."""
    return examine(BytesIO(content), key=key)


def line_with(lines: Lines, event: str) -> dict[str, Any]:
    """The first line of this event."""
    return next(one for one in lines if one["payload"]["event"] == event)


def moved(moment: str, **by: Any) -> str:  # noqa: ANN401 - parts of a moment
    """A moment with some of its parts replaced."""
    return datetime.fromisoformat(moment).replace(**by).isoformat()


def _lines(parts: dict[str, bytes]) -> Lines:
    return [json.loads(one) for one in parts[c.JOURNAL].decode().splitlines()]


def _text(lines: Lines) -> bytes:
    return "".join(f"{canonical(one)}\n" for one in lines).encode()
