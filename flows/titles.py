"""称号到期: looks at titles that are due (年度检查、三年复核) open their cases."""

import logging

from prefect import flow

from actions.titles import open_looks
from engine.refusals import Refusal
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from models import titles
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep(office: Office) -> str:
    """Open what is due, each title in its own transaction. Twice is once; after a long silence one case a check."""
    now = office.clock()
    with office.database.transaction() as session:
        alive = titles.alive(session)
    opened = refused = 0
    for number in alive:
        try:
            with office.database.transaction("clock") as session:
                opened += open_looks(session, number, now=now)
        except Refusal as refusal:
            refused += 1
            _log.warning("title %s: %s", number, type(refusal).__name__)
    return f"称号到期：在册 {len(alive)} 个，新发起 {opened} 件，失败 {refused}"


@flow(name="称号到期", validate_parameters=False)
@told_by_kind
def check_titles() -> None:
    """到期应查的称号（年度检查、三年复核）自动发起事项。"""
    name_this_run(sweep(this_office()))
