"""Runs whose process or server died in the middle stand on the dashboard as running for ever. They are closed.

Their cases lost nothing: the outbox passed them on again. Short runs send no heartbeats, so nobody else notices.
"""

from datetime import UTC, datetime, timedelta

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Crashed

LONGEST = timedelta(hours=1)
"""No run of ours takes nearly as long."""

_MOST = 200


def close_abandoned_runs(*, longest: timedelta = LONGEST) -> int:
    """Mark runs that are running for longer as crashed. Returns how many. By real time, as Prefect's own."""
    running = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])),
        start_time=FlowRunFilterStartTime(before_=datetime.now(UTC) - longest),
    )
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(flow_run_filter=running, limit=_MOST)
        for run in found:
            client.set_flow_run_state(
                run.id, Crashed(message="中途断开；事项已由分发重新办理，没有遗失"), force=True
            )
    return len(found)
