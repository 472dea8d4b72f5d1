"""The state of a case as a dossier states it: plain JSON, which replaying the journal has to give again."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime

from engine.chain import moment
from engine.state import CaseState


def stated(state: CaseState) -> object:
    """``state`` in plain values: moments as text, every part under its field names."""
    return _plain(state)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    match value:
        case datetime():
            return moment(value)
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
