"""A lease is short, and renewed as long as somebody works; what another has claimed since is never taken back."""

from threading import Event
from threading import enumerate as threads

import pytest

from flows.lease import LEASE_SECONDS, Lease, claim
from models import outbox
from runtime.wiring import Office
from tests.flows.conftest import StillClock


@pytest.fixture
def lease(office: Office) -> Lease:
    """What the opened office has to tell, claimed by one dispatcher."""
    found = claim(office, 100)
    assert found.lines
    return found


def test_whoever_works_longer_than_the_lease_keeps_the_lines(
    office: Office, clock: StillClock, lease: Lease
) -> None:
    for _ in range(5):
        clock.forward(seconds=LEASE_SECONDS - 1)
        assert lease.renew() == len(lease.lines)
        assert claim(office, 100).lines == []
    clock.forward(seconds=LEASE_SECONDS + 1)
    assert len(claim(office, 100).lines) == len(lease.lines), "nobody renewed it"


def test_a_lease_that_ran_out_is_not_renewed_once_another_has_the_lines(
    office: Office, clock: StillClock, lease: Lease
) -> None:
    clock.forward(seconds=LEASE_SECONDS + 1)
    others = claim(office, 100)
    clock.forward(seconds=1)
    assert lease.renew() == 0
    assert others.renew() == len(others.lines), "it is the other's as before"


def test_what_is_settled_or_put_off_is_not_held_any_longer(
    office: Office, clock: StillClock, lease: Lease
) -> None:
    settled, put_off = lease.lines[0].id, lease.lines[1].id if len(lease.lines) > 1 else None
    with office.database.transaction() as session:
        outbox.settle(session, [settled], now=clock(), run_id=None, run_name=None)
        if put_off is not None:
            outbox.fail(session, put_off, "ValueError", now=clock())
    clock.forward(seconds=1)
    assert lease.renew() == len(lease.lines) - (1 if put_off is None else 2)


def test_beside_the_work_it_is_renewed_and_ends_with_it(
    lease: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    beaten = Event()

    def renewed(_lease: Lease) -> int:
        beaten.set()
        return 1

    monkeypatch.setattr(Lease, "renew", renewed)
    with lease.held(every=0.001):
        assert beaten.wait(30), "the work takes as long as it takes"
    assert [one.name for one in threads() if one.name == "lease"] == []
