"""家庭档案 in JSON: the open files of the speaker's units, with what each owes by which day."""

from datetime import date

from fastapi import APIRouter, Request
from pydantic import BaseModel

from engine.hardship.duties import DutyKind, Stage, duties_of
from models.household_duties import open_files
from web.api.v1.speaker import Speaker
from web.monitoring.watching import watcher_of
from web.speaking import transaction

router = APIRouter(prefix="/monitoring")


class Owed(BaseModel):
    """A duty, the last day on which it is in time, and whether that is soon or over."""

    kind: DutyKind
    due: date
    stage: Stage | None


class File(BaseModel):
    """An open file; ``case_id`` is the case in which it was handed in last."""

    file_number: str
    unit: str
    hardship_class: str
    filed_on: date
    checked_on: date | None
    case_id: str
    duties: list[Owed]


@router.get("/files")
def listed(request: Request, speaker: Speaker) -> list[File]:
    """Every open file, by number."""
    watcher = watcher_of(request, speaker)
    with transaction(request) as session:
        files = open_files(session, watcher.units)
    return [
        File(
            file_number=one.file_number,
            unit=one.unit,
            hardship_class=one.hardship_class,
            filed_on=one.filed_on,
            checked_on=one.checked_on,
            case_id=one.case_id,
            duties=[
                Owed(kind=duty.kind, due=duty.due, stage=duty.stage(watcher.today))
                for duty in duties_of(one.file)
            ],
        )
        for one in files
    ]
