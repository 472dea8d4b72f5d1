"""What the holder of an open share can do now: what its step is for, and what the case gives rise to besides."""

from engine.handling.acts import ActName, acts_for
from engine.handling.correcting import correctable
from engine.handling.growing import growing_block
from engine.handling.settling import ADVICE
from engine.matter import Matter, Turn


def acts_now(matter: Matter, turn: Turn) -> tuple[ActName, ...]:
    """The acts in the order in which a page shows them."""
    return (*acts_for(turn.step, turn.mine), *_in_a_list(matter, turn), *_corrects(matter, turn))


def _in_a_list(matter: Matter, turn: Turn) -> tuple[ActName, ...]:
    """Within a list that may grow, lines are added."""
    grows = turn.mine.via not in ADVICE and growing_block(matter, turn) is not None
    return ("add_line",) if grows else ()


def _corrects(matter: Matter, turn: Turn) -> tuple[ActName, ...]:
    """Where the definition lets the holder put something right, that is done."""
    return ("correct",) if correctable(matter.process, matter.state, turn.mine) else ()
