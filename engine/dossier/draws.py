"""抽签: every draw that the case was in, held again from its published seed."""

from collections.abc import Iterator

from pydantic import ValidationError

from engine.dossier.content import DRAWS
from engine.dossier.findings import Flaw
from engine.dossier.reading import Dossier, UnreadableError, value
from engine.scores.draw_record import DrawRecord, differences


def draws(dossier: Dossier) -> Iterator[Flaw | str]:
    """The same seed and the same names give the same result, and the case is among what was drawn from."""
    paths = sorted(path for path in dossier.files if path.startswith(DRAWS))
    for path in paths:
        record = _record(dossier, path)
        yield from (Flaw(path, one) for one in differences(record))
        if record.drawn(dossier.manifest.number) is None:
            yield Flaw(path, "这次抽签与本件无关")
    yield f"抽签 {len(paths)} 次"


def _record(dossier: Dossier, path: str) -> DrawRecord:
    try:
        return DrawRecord.model_validate(value(dossier.text(path), path))
    except ValidationError:
        raise UnreadableError(path, "不是抽签的记录") from None
