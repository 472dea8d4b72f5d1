"""Many cases at once: each person does everything of a step that waits for him or her, units beside one another."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.journeys.office import until
from tests.journeys.people import LINES, People

PATIENCE, PAUSE = 120, 0.5
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Many:
    """The cases of one round, and the people who have them on their desks."""

    people: People
    round: str

    def waiting(self, login: str, step: str, count: int) -> dict[str, str]:
        """The person's shares at ``step`` by case, once there are ``count`` of them."""
        person = self.people[login]

        def there() -> dict[str, str] | None:
            lines = person.get("/inbox", round=self.round, step=step, per_page=LINES)
            found = {str(one["case_id"]): str(one["assignment_id"]) for one in lines}
            return found if len(found) >= count else None

        return until(there, f"{person.login} has {count} at {step}", seconds=PATIENCE, pause=PAUSE)

    def each(self, login: str, step: str, count: int, act: str, **said: Any) -> list[str]:  # noqa: ANN401 - JSON
        """Do the same act on every share at ``step``; the cases it was about."""
        person = self.people[login]
        shares = self.waiting(login, step, count)
        for share in shares.values():
            person.post(f"/assignments/{share}/{act}", **said)
        return list(shares)

    def in_bulk(self, login: str, step: str, cases: Iterable[str], **said: str) -> None:
        """Decide these cases together. Raises AssertionError when one of them was refused."""
        wanted, here = set(cases), partial(self.waiting, login, step, 0)
        shares = until(
            lambda: found if wanted <= (found := here()).keys() else None, step, seconds=PATIENCE, pause=PAUSE
        )
        lines = self.people[login].post(
            "/bulk/decisions", assignments=[shares[one] for one in wanted], **said
        )
        refused = [one["sentences"] for one in lines if not one["done"]]
        if refused:
            raise AssertionError(refused)

    def beside_one_another(self, do: Callable[[str], object], names: Iterable[str]) -> None:
        """Have several units work at the same time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(do, names))
