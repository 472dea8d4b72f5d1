"""What a scheduled run needs: the office it works for, opened once a process, and a name that says what it did."""

from functools import cache

from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext

from runtime.wiring import Office, open_office


@cache
def this_office() -> Office:
    """The office that the environment describes."""
    return open_office()


def name_this_run(sentence: str) -> None:
    """Call the flow run we are in by what it has done."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    with get_client(sync_client=True) as client:
        client.set_flow_run_name(context.flow_run.id, sentence)
