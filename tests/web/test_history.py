"""Every fact has its sentence: what the history leaves out, a dossier still tells."""

from typing import get_args

import pytest

from engine import events as e
from models.journal import Entry
from tests.notifications.examples import EVERYWHERE, EXAMPLES, NOW, PROCESS
from web.cases.history import TOLD, every_line


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda one: one.event)
def test_every_fact_is_told_as_the_journal_keeps_it_with_all_that_is_usual_left_out(event: e.Event) -> None:
    payload = event.model_dump(mode="json", exclude_defaults=True) | {"event": event.event}
    entry = Entry(1, event.event, None, NOW, payload, "", "")
    [told] = every_line(PROCESS, EVERYWHERE, [entry], {}, str, former={})
    assert told.text


def test_no_kind_of_fact_is_without_a_sentence() -> None:
    assert {one.model_fields["event"].default for one in get_args(e.Event)} - TOLD == set()
