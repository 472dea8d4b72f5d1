"""代理与离任: shares pass to substitutes when an absence begins, come back when it ends, and leave those who left."""

import logging
from collections import Counter

from prefect import flow

from actions.substitutes import move, to_move
from engine.refusals import Refusal
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep(office: Office) -> str:
    """Let every share that is in the wrong hands change them, each in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        waiting = to_move(session, now=now)
    moved: Counter[str] = Counter()
    for occasion, one in waiting:
        try:
            with office.database.transaction() as session:
                moved[occasion] += move(session, occasion, one, now=now)
        except Refusal as refusal:
            _log.info("not moved: %s", type(refusal).__name__)
    return (
        f"代理与离任：转代理人 {moved['begun']} 件，交还本人 {moved['over']} 件，离任改派 {moved['left']} 件"
    )


@flow(name="代理与离任", validate_parameters=False)
@told_by_kind
def change_hands() -> None:
    """代理开始时转给代理人，结束时交还本人；离任人员的待办改派他人。"""
    name_this_run(sweep(this_office()))
