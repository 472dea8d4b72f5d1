"""Secrets that nobody has to think of: made once, kept in the data folder, readable by the owner only."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

NAMES = ("secret_key", "seal_key", "prefect_auth_string")


def kept_secrets(data_dir: Path) -> dict[str, str]:
    """The secrets of this data folder; those that are missing are made and written first (file mode 0600)."""
    place = data_dir / "secrets.json"
    known: dict[str, str] = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    missing = [name for name in NAMES if name not in known]
    if missing:
        known |= {name: _new(name) for name in missing}
        _write(place, known)
    return known


def _new(name: str) -> str:
    token = secrets.token_hex(32)
    return f"banshi:{token}" if name == "prefect_auth_string" else token  # Prefect speaks HTTP Basic


def _write(place: Path, content: Mapping[str, str]) -> None:
    # Written beside and renamed: a power cut must not leave an office without the key of its sealed values.
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(f".{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
