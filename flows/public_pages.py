"""公示探测: every public page is fetched as anybody would fetch it, and what came is kept as proof."""

from html import escape

import httpx
from prefect import flow

from engine.definition import Process, PublicityStep
from engine.showing.reachable import Look
from engine.showing.shown import lines
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from models import probes, processes
from models.reads import publicity
from models.reads.publicity import Shown
from runtime.wiring import Office

_SECONDS = 10


def sweep(office: Office, client: httpx.Client | None = None) -> str:
    """Look at each page that is to be there now, and keep what was found. Twice in one moment is once."""
    now = office.clock()
    with office.database.transaction() as session:
        shown = publicity.shown(session, now=now)
        names = {one.id: _first_line(processes.get(session, one.version), one) for one in shown}
    with client or httpx.Client(
        base_url=office.settings.probe_url, timeout=_SECONDS, trust_env=False
    ) as asked:
        looks = [(window, Look(now, _problem(asked, window, name))) for window, name in names.items()]
    with office.database.transaction("clock") as session:
        probes.record(session, looks)
    failed = sum(bool(look.problem) for _, look in looks)
    return f"公示探测：{len(looks)} 页，无法访问 {failed} 页"


def _first_line(process: Process, shown: Shown) -> str:
    """What has to stand on the page: the first line of what is shown."""
    step = process.step(shown.step)
    if not isinstance(step, PublicityStep):
        raise TypeError(shown.step)
    return escape(lines(process, step, shown.answers, str)[0][1], quote=False)


def _problem(client: httpx.Client, window: str, name: str) -> str:
    """Why the page does not show what it should; empty when it does."""
    try:
        answer = client.get(f"/publicity/{window}")
    except httpx.HTTPError as failure:
        return f"页面没有回应（{type(failure).__name__}）"
    if answer.status_code != httpx.codes.OK:
        return f"页面答复 {answer.status_code}"
    return "" if name in answer.text else "页面上没有公示的内容"


@flow(name="公示探测", validate_parameters=False)
@told_by_kind
def probe_publicity() -> None:
    """按公众的方式逐页打开公示页面，记录能否访问，供公示留痕核对。"""
    name_this_run(sweep(this_office()))
