"""A definition that can be spoilt: the shipped one, with some words changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seeds.load import PROCESSES

Spoil = Callable[..., Path]


@pytest.fixture
def spoilt(tmp_path: Path) -> Spoil:
    """``spoilt(("old words", "new words"), …)`` writes the changed definition and returns its path."""

    def write(*changes: tuple[str, str]) -> Path:
        text = (PROCESSES / "award_national51.yaml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"the definition does not say {old!r}"
            text = text.replace(old, new, 1)
        path = tmp_path / "award_national51.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
