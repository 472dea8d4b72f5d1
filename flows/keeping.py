"""档案保管期满巡检: what two people decided to destroy is destroyed the night after; what is due is told of."""

from prefect import flow

from actions.destroying import carry_out
from actions.disposals import tell_what_is_due, to_carry_out
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.one_by_one import one_by_one
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """Each case in its own transaction, its files after it; then what is newly due is told, once a year."""
    now = office.clock()
    with office.database.transaction() as session:
        decided = to_carry_out(session, now=now)
    for _one, digests in one_by_one(office, decided, lambda session, one: carry_out(session, *one, now=now)):
        for digest in digests:
            office.files.drop(digest)
    with office.database.transaction() as session:
        left = len(to_carry_out(session, now=now))
    with office.database.transaction("clock") as session:
        due = tell_what_is_due(session, now=now)
    return f"档案保管期满巡检：销毁 {len(decided) - left} 件，暂留 {left} 件，期满待鉴定 {due} 件"


@flow(name="档案保管期满巡检", validate_parameters=False)
@told_by_kind
def check_keeping() -> None:
    """经两人批准的销毁清册在次日凌晨执行；保管期满的事项提请档案员鉴定，到期本身不销毁任何内容。"""
    name_this_run(sweep(this_office()))
