"""The rule book: every rule that can be asked on its own, by its name."""

from engine.days.adding import ADD
from engine.days.window import WINDOW
from engine.eligibility.rule import ELIGIBILITY
from engine.hardship import aid, classing
from engine.relapse import exit_rule, grade_rule, population_rule
from engine.rulebook.answer import Rule
from engine.shares.rule import SHARES
from engine.subsidy.rule import SUBSIDY
from engine.votes.rule import VOTES

_HARDSHIP = (classing.RULE, aid.RULE, grade_rule.RULE, exit_rule.RULE, population_rule.RULE)
BOOK: dict[str, Rule] = {
    rule.name: rule for rule in (SHARES, VOTES, WINDOW, ADD, SUBSIDY, ELIGIBILITY, *_HARDSHIP)
}
