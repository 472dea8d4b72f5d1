"""Which order of a matter holds: what administrators chose for a time, kept with the other parameters."""

from collections.abc import Mapping
from datetime import date

from engine.variants import VARIANT_RULE, chosen_in
from models import parameter_sets
from models.session import Session


def chosen(session: Session, day: date) -> Mapping[str, str]:
    """The key of the process that is opened on the day, by the matter."""
    return chosen_in(parameter_sets.entered(session, VARIANT_RULE), day)
