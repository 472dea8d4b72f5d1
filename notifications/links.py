"""The addresses of our pages that a notification may carry. Only ids: nothing personal stands in a URL."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """Links below ``base``, the public address of the office, e.g. ``http://127.0.0.1:8400``."""

    base: str

    def case(self, case_id: str) -> str:
        """The page of one case."""
        return self._page("cases", case_id)

    def rounds(self) -> str:
        """The page with the quota of the rounds (名额)."""
        return self._page("rounds")

    def round(self, round_key: str) -> str:
        """The board of one round."""
        return self._page("rounds", round_key)

    def monitoring(self) -> str:
        """The board of monitoring (返困监测)."""
        return self._page("monitoring")

    def visits(self) -> str:
        """The visits that are planned, done and late (走访)."""
        return self._page("monitoring", "visits")

    def household_files(self) -> str:
        """The open files of households, with what is due (家庭档案)."""
        return self._page("monitoring", "files")

    def meeting(self, meeting_id: str) -> str:
        """The page of one meeting."""
        return self._page("meetings", meeting_id)

    def places(self, round_key: str) -> str:
        """The ledger of places of a round (名额账)."""
        return self._page("rounds", round_key, "places")

    def archive(self) -> str:
        """The cases whose period has run out (档案保管)."""
        return self._page("archive")

    def disposal(self, number: str) -> str:
        """One list of cases to be destroyed (销毁清册)."""
        return self._page("archive", "lists", number)

    def administration(self) -> str:
        """The page on which administrators see what is held or parked."""
        return self._page("admin")

    def _page(self, *parts: str) -> str:
        return "/".join((self.base.rstrip("/"), *parts))
