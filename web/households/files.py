"""家庭档案: the open files of the reader's units, with what each household owes by which day."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from engine.hardship.duties import duties_of
from engine.hardship.filling import title_of
from models.household_duties import FileLine, open_files
from web.monitoring.watching import Watcher, Watching
from web.pages import render
from web.speaking import transaction
from web.wording import DUTY, DUTY_STAGE

router = APIRouter(prefix="/monitoring")


@router.get("/files")
def page(request: Request, watcher: Watching) -> Response:
    """Every open file, what is due first."""
    with transaction(request) as session:
        files = open_files(session, watcher.units)
    lines = sorted((shown(one, watcher) for one in files), key=lambda one: str(one["due"]))
    return render(request, "monitoring/files.html", lines=lines)


def shown(one: FileLine, watcher: Watcher) -> Mapping[str, object]:
    """A file with its next duty."""
    duty = min(duties_of(one.file), key=lambda each: each.due)
    stage = duty.stage(watcher.today)
    return {
        "file": one,
        "class": title_of(one.hardship_class),
        "due": duty.due,
        "duty": DUTY[duty.kind],
        "stage": DUTY_STAGE[stage] if stage else "",
        "late": stage == "late",
    }
