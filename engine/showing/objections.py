"""Who may be heard: a name with a way to reach its author, or else clues that can be looked into without them."""

from engine.refusals import ObjectionUntraceable

LEAST_WORDS = 10
MOST_WORDS = 2000
LONGEST_LINE = 200
"""Characters of a name or a contact: the door is open to all, and what is filed is kept."""


def must_be_traceable(*, name: str, contact: str, text: str, clue_words: int) -> None:
    """Real name and contact, or concrete clues: 具名并有联系方式，或有具体线索 (domain rule 5 on publicity).

    ``clue_words`` characters are what an objection without a name must at least say. Raises ObjectionUntraceable.
    """
    words, name, contact = len(text.strip()), name.strip(), contact.strip()
    missing = (
        [] if LEAST_WORDS <= words <= MOST_WORDS else [f"具体事实或线索（{LEAST_WORDS} 至 {MOST_WORDS} 字）"]
    )
    if words < clue_words or name or contact:
        lines = (("姓名", name), ("联系方式", contact))
        missing = [what for what, there in lines if not there] + missing
    missing += [
        f"{what}（不超过 {LONGEST_LINE} 字）"
        for what, said in (("姓名", name), ("联系方式", contact))
        if len(said) > LONGEST_LINE
    ]
    if missing:
        raise ObjectionUntraceable(missing="、".join(missing), clue=clue_words)
