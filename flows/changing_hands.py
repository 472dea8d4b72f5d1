"""代理与离任: shares pass to substitutes when an absence begins, come back when it ends, and leave those who left."""

from collections import Counter

from prefect import flow

from actions.substitutes import move, to_move
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.one_by_one import one_by_one
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """Let every share that is in the wrong hands change them, each in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        waiting = to_move(session, now=now)
    moved: Counter[str] = Counter()
    for (occasion, _), count in one_by_one(
        office, waiting, lambda session, one: move(session, *one, now=now)
    ):
        moved[occasion] += count
    return (
        f"代理与离任：转代理人 {moved['begun']} 件，交还本人 {moved['over']} 件，离任改派 {moved['left']} 件"
    )


@flow(name="代理与离任", validate_parameters=False)
@told_by_kind
def change_hands() -> None:
    """代理开始时转给代理人，结束时交还本人；离任人员的待办改派他人。"""
    name_this_run(sweep(this_office()))
