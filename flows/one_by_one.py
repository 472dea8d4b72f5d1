"""How a sweep goes through what is due: each in its own transaction, so that one refusal keeps nobody waiting."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from engine.refusals import Refusal
from models.session import Session
from runtime.wiring import Office

_log = logging.getLogger(__name__)
_Due = TypeVar("_Due")
_Done = TypeVar("_Done")


def one_by_one(
    office: Office, due: Iterable[_Due], act: Callable[[Session, _Due], _Done]
) -> Iterator[tuple[_Due, _Done]]:
    """Do ``act`` for each of ``due`` and hand on what came of it.

    What the rules refuse, because a person was first or because the case is held, is logged by kind and passed over.
    """
    for one in due:
        try:
            with office.database.transaction("clock") as session:
                done = act(session, one)
        except Refusal as refusal:
            _log.info("passed over: %s", type(refusal).__name__)
        else:
            yield one, done
