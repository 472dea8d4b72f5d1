"""Who looks at monitoring: holders of posts, each the households of the own units; the province those of all."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request

from engine.deadlines import local_date
from engine.refusals import NoSuchUnit
from engine.relapse.population import PopulationRules
from engine.relapse.rules import RelapseRules
from engine.state import Person
from models.reads.relapse import Standing, Units, standing_of, units_seen
from models.session import Session
from seeds.relapse_rules import population_rules_for, rules_for
from web.refusals import DateUnreadable, MonthUnreadable, NotFound, OfficersOnly
from web.speaking import Viewer, signed_in, transaction


@dataclass(frozen=True, slots=True)
class Watcher:
    """A reader of monitoring, with the units whose households are the reader's business; None for all."""

    viewer: Viewer
    units: Units

    @property
    def person(self) -> Person:
        """Who acts."""
        return self.viewer.person

    @property
    def today(self) -> date:
        """The day of the office."""
        return local_date(self.viewer.now)

    @property
    def rules(self) -> RelapseRules:
        """The rules of this month."""
        return rules_for(self.today.replace(day=1))

    @property
    def population_rules(self) -> PopulationRules:
        """The rules of who is monitored, of today."""
        return population_rules_for(self.today)


def watcher_of(request: Request, viewer: Viewer) -> Watcher:
    """The reader as one of monitoring. Raises NotFound for somebody without any post."""
    if not viewer.person.posts:
        raise NotFound
    if viewer.sees_all_units:
        return Watcher(viewer, None)
    with transaction(request) as session:
        return Watcher(viewer, units_seen(session, viewer.person.id))


def _signed_in(request: Request, viewer: Annotated[Viewer, Depends(signed_in)]) -> Watcher:
    return watcher_of(request, viewer)


def overseer(watcher: Annotated[Watcher, Depends(_signed_in)]) -> Watcher:
    """The reader as one who looks after monitoring of all units. Raises OfficersOnly."""
    if watcher.units is not None or not watcher.viewer.may_open_rounds:
        raise OfficersOnly
    return watcher


Watching = Annotated[Watcher, Depends(_signed_in)]
Overseeing = Annotated[Watcher, Depends(overseer)]


def seen(session: Session, watcher: Watcher, file_number: str) -> Standing:
    """The household, if it is the reader's business. Raises NotFound as for one that is not there."""
    found = standing_of(session, watcher.units, file_number)
    if found is None:
        raise NotFound
    return found


def unit_of(watcher: Watcher, unit: str) -> str:
    """The unit, if the reader may speak for it. Raises NoSuchUnit as for one that is not there."""
    if watcher.units is not None and unit not in watcher.units:
        raise NoSuchUnit(unit=unit)
    return unit


def month_of(written: str) -> date:
    """The month as it is written, 2022-11. Raises MonthUnreadable."""
    try:
        return date.fromisoformat(f"{written}-01")
    except ValueError:
        raise MonthUnreadable from None


def dated(written: str) -> date:
    """The day as a form gives it. Raises DateUnreadable."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise DateUnreadable from None
