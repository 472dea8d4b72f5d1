"""How often something may be done from one address: kept in the process, for an address is personal data too."""

import hashlib
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock


class Allowance:
    """At most ``most`` times ``within`` a length of time, told apart by a hash of the address."""

    def __init__(self, most: int, within: timedelta, clock: Callable[[], datetime]) -> None:
        self._most = most
        self._within = within
        self._clock = clock
        self._times: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def is_left(self, address: str) -> bool:
        """Whether there is any left for the address; none of it is used."""
        key, now = _key(address), self._clock()
        with self._lock:
            self._forget(now)
            return len(self._times.get(key, ())) < self._most

    def take(self, address: str) -> bool:
        """Use one time of the allowance; False when there is none left."""
        key, now = _key(address), self._clock()
        with self._lock:
            self._forget(now)
            times = self._times.setdefault(key, deque())
            if len(times) >= self._most:
                return False
            times.append(now)
            return True

    def forget_all(self) -> None:
        """Begin anew."""
        with self._lock:
            self._times.clear()

    def _forget(self, now: datetime) -> None:
        """Nothing is remembered longer than it counts."""
        for key, times in list(self._times.items()):
            while times and times[0] <= now - self._within:
                times.popleft()
            if not times:
                del self._times[key]


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
