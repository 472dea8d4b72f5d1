"""What kind of no a refusal is decides what every door answers."""

import pytest

from engine import refusals as r
from engine.refusals import Refusal
from web import refusals as w
from web.errors import status_of


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (r.Recused(who="甲", why="本人"), 403),
        (r.NoSuchCase(), 404),
        (r.NotToYourself(act="转办"), 422),
        (r.TooManyTries(), 429),
        (r.AlreadyDecided(), 409),
        (w.NotSignedIn(), 401),
        (w.SheetTooLarge(), 413),
    ],
)
def test_each_kind_has_its_status(refusal: Refusal, status: int) -> None:
    assert status_of(refusal) == status


def test_a_child_is_of_the_kind_of_its_parent() -> None:
    class NotYourHandwriting(r.NotYours):
        """这不是您的笔迹。"""

    assert status_of(NotYourHandwriting()) == 403
