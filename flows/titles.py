"""称号到期: looks at titles that are due (年度检查、三年复核) open their cases."""

from prefect import flow

from actions.titles import open_looks
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.one_by_one import one_by_one
from models import titles
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """Open what is due, each title in its own transaction. Twice is once; after a long silence one case a check."""
    now = office.clock()
    with office.database.transaction() as session:
        alive = titles.alive(session)
    looked = list(one_by_one(office, alive, lambda session, number: open_looks(session, number, now=now)))
    opened = sum(count for _, count in looked)
    return f"称号到期：在册 {len(alive)} 个，新发起 {opened} 件，失败 {len(alive) - len(looked)}"


@flow(name="称号到期", validate_parameters=False)
@told_by_kind
def check_titles() -> None:
    """到期应查的称号（年度检查、三年复核）自动发起事项。"""
    name_this_run(sweep(this_office()))
