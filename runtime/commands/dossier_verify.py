"""``banshi dossier verify``: a dossier checked by whoever got it, without database and network."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from actions.dossier_file import Examined, examine
from engine.dossier.findings import Verdict


def verify(file: Path, *, key: str | None, as_json: bool) -> int:
    """Print a line for every check: 0 when all hold, 1 when one does not. Raises NotADossier."""
    with file.open("rb") as content:
        found = examine(content, key=key)
    lines = [_json(file, found)] if as_json else [line for one in found for line in _told(one)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if all(one.holds for one in found) else 1


def _told(one: Examined) -> Iterator[str]:
    yield f"{'✓' if one.holds else '✗'} {one.name}"
    for verdict in one.verdicts:
        seen = f"（{verdict.seen}）" if verdict.seen else ""
        yield f"  {'✓' if verdict.holds else '✗'} {verdict.title}{seen}"
        for flaw in verdict.flaws:
            yield f"      {flaw.where}：{flaw.sentence}"


def _json(file: Path, found: Sequence[Examined]) -> str:
    told = {
        "file": str(file),
        "holds": all(one.holds for one in found),
        "dossiers": [
            {"name": one.name, "holds": one.holds, "checks": [_check(verdict) for verdict in one.verdicts]}
            for one in found
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def _check(one: Verdict) -> dict[str, object]:
    flaws = [asdict(flaw) for flaw in one.flaws]
    return {"key": one.key, "title": one.title, "holds": one.holds, "seen": one.seen, "findings": flaws}
