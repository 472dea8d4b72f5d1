"""The help centre (帮扶中心): those of the province who handle money for households."""

from engine.refusals import NotTheCentre
from engine.state import Person

POSTS = frozenset({"prov_officer", "prov_head"})


def is_of_the_centre(actor: Person) -> bool:
    """Whether the person handles help."""
    return bool(actor.posts & POSTS)


def must_be_of_the_centre(actor: Person) -> None:
    """Raise NotTheCentre for anybody else."""
    if not is_of_the_centre(actor):
        raise NotTheCentre
