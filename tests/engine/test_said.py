"""Sentences that know what they were made of."""

import copy

from engine.deadlines import Deadline, in_words
from engine.said import Said, quoted


def test_it_reads_as_any_text_and_knows_its_parts() -> None:
    within = Said(
        "{said}，限 {length}", said="进入“甲”", length=in_words(Deadline(amount=5, unit="working days"))
    )
    assert within == "进入“甲”，限 5 个工作日"
    assert within.template == "{said}，限 {length}"
    length = within.parts["length"]
    assert isinstance(length, Said)
    assert (length.template, length.parts) == ("{n} 个工作日", {"n": 5})


def test_what_somebody_wrote_is_never_a_template() -> None:
    said = Said("增加 {line}", line="{template}")
    assert copy.deepcopy(said) == said == "增加 {template}"


def test_titles_stand_in_their_marks() -> None:
    assert quoted(["甲", "乙"]) == "“甲”“乙”"
