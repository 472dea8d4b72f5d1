"""The rule book: every rule that can be asked on its own, by its name."""

from engine.rulebook.answer import Rule
from engine.shares.rule import SHARES
from engine.votes.rule import VOTES

BOOK: dict[str, Rule] = {rule.name: rule for rule in (SHARES, VOTES)}
