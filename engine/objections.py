"""Who may be heard: an objection needs a name with a way to reach its author, and something to look into."""

from engine.refusals import ObjectionUntraceable

LEAST_WORDS = 10
MOST_WORDS = 2000
LONGEST_LINE = 200
"""Characters of a name or a contact: the door is open to all, and what is filed is kept."""


def must_be_traceable(*, name: str, contact: str, text: str) -> None:
    """Real name, contact and a concrete clue (domain rule 5 on publicity). Raises ObjectionUntraceable."""
    missing = [
        what
        for what, there in (
            ("姓名", 0 < len(name.strip()) <= LONGEST_LINE),
            ("联系方式", 0 < len(contact.strip()) <= LONGEST_LINE),
            (
                f"具体事实或线索（{LEAST_WORDS} 至 {MOST_WORDS} 字）",
                LEAST_WORDS <= len(text.strip()) <= MOST_WORDS,
            ),
        )
        if not there
    ]
    if missing:
        raise ObjectionUntraceable(missing="、".join(missing))
