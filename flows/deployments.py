"""All that happens by itself because it is time: every schedule and every limit of the office, on this page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect import Flow, serve
from prefect.client.orchestration import get_client
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from engine.deadlines import local_date
from flows.batches import OFFICE_AFFAIRS
from flows.boards import refresh_boards
from flows.changing_hands import change_hands
from flows.dashboard import speaking_to
from flows.deadlines import check_deadlines
from flows.doctor import examine_office
from flows.household_duties import check_duties
from flows.matching import match_households
from flows.public_pages import probe_publicity
from flows.publicity import close_publicity
from flows.relapse_monitoring import monitor_relapse
from flows.relapse_visits import check_visits
from flows.rounds import keep_rounds
from flows.titles import check_titles
from flows.waits import end_waits
from models import processes
from runtime.wiring import Office

_TIMEZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A flow, the times (cron, Asia/Shanghai) at which it runs, the name of the deployment, and what it is told."""

    flow: Flow[Any, Any]
    name: str
    crons: tuple[str, ...]
    told: Mapping[str, Any] = field(default_factory=dict)


SCHEDULES = (
    Scheduled(check_deadlines, "每 15 分钟", ("*/15 * * * *",)),
    Scheduled(close_publicity, "零点五分和每小时", ("5 0 * * *", "35 * * * *")),
    Scheduled(keep_rounds, "零点六分和每小时", ("6 0 * * *", "40 * * * *")),
    Scheduled(probe_publicity, "每半小时", ("12,42 * * * *",)),  # as often as engine.reachable.EVERY says
    Scheduled(change_hands, "零点十分和每 15 分钟", ("10 0 * * *", "5-50/15 * * * *")),
    Scheduled(end_waits, "每 15 分钟", ("10-55/15 * * * *",)),
    Scheduled(match_households, "每 30 分钟", ("12,42 * * * *",)),
    Scheduled(check_titles, "每天早晨", ("20 6 * * *",)),
    Scheduled(refresh_boards, "每小时", ("50 * * * *",)),
    Scheduled(examine_office, "每天夜里", ("30 2 * * *",)),
    Scheduled(monitor_relapse, "每月初五", ("0 4 5 * *",), {"every": 1}),
    Scheduled(monitor_relapse, "每季首月初五", ("20 4 5 1,4,7,10 *",), {"every": 3}),
    Scheduled(monitor_relapse, "每半年首月初五", ("40 4 5 1,7 *",), {"every": 6}),
    Scheduled(monitor_relapse, "每年一月初五", ("0 5 5 1 *",), {"every": 12}),
    Scheduled(check_visits, "每天早上", ("40 8 * * *",)),
    Scheduled(check_duties, "每天早上", ("45 8 * * *",)),
)
# A run that is late or doubled finds nothing left to do: no limit of Prefect's is needed for correctness.


def deployments() -> list[RunnerDeployment]:
    """What a worker serves. Each run imports its flow by module name, so the tree may lie anywhere."""
    return [_deployment(one) for one in SCHEDULES]


def register(office: Office) -> None:
    """Make flows and schedules known to Prefect's server; done again it changes nothing."""
    with speaking_to(office):
        _register_processes(office)
        for one in deployments():
            one.apply()


def serve_all(office: Office) -> None:
    """Register, then work on what the schedules bring until told to stop, at most so many runs at a time."""
    with speaking_to(office):
        _register_processes(office)
        refresh_boards(return_state=True)  # the boards hang from the first minute, not from the first hour
    serve(
        *deployments(),
        pause_on_shutdown=False,
        print_starting_message=False,
        limit=office.settings.worker_limit,
    )


def _deployment(one: Scheduled) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        one.flow,
        one.name,
        schedules=[CronSchedule(cron=cron, timezone=_TIMEZONE) for cron in one.crons],
        description=one.flow.description,
        parameters=dict(one.told),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _register_processes(office: Office) -> None:
    """The union's processes stand on the dashboard before anything happened in them."""
    with office.database.transaction() as session:
        titles = [
            OFFICE_AFFAIRS,
            *(process.title for _, process in processes.all_current(session, local_date(office.clock()))),
        ]
    with get_client(sync_client=True) as client:
        for title in titles:
            client.create_flow_from_name(title)
