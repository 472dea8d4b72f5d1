"""A script in somebody else's words is read as the same script; a word that nobody knows is not guessed."""

from collections.abc import Mapping
from typing import get_args

import pytest

from engine import commands as c
from engine.rehearsal import synonyms
from engine.rehearsal.acts import ACTS
from engine.rehearsal.script import Expected
from engine.rehearsal.synonyms import plain

BY_THE_CLOCK = {
    "Advance",
    "Climb",
    "EndStandIn",
    "EndWithTitle",
    "ReplaceLeaver",
    "StandInFor",
    "AttachSubCase",
    "CloseWindow",
    "CopyByRule",
    "CountAtMeeting",
    "Destroy",
    "Elapse",
    "ExpireClaim",
    "MoveUp",
    "Remind",
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"act": "approve"}, {"act": "decide", "decision": "approve"}),
        (
            {"act": "不同意", "comment": "材料不全"},
            {"act": "decide", "decision": "reject", "reason": "材料不全"},
        ),
        ({"act": "decide", "choice": "abstain"}, {"act": "decide", "decision": "abstain"}),
        (
            {"act": "decide", "decision": "send_back", "to": "enrol", "note": "请补正"},
            {"act": "send_back", "to": "enrol", "reason": "请补正"},
        ),
        ({"act": "cast_vote", "vote": "approve"}, {"act": "vote", "choice": "approve"}),
        ({"act": "transfer", "person": "sun", "by": "chu"}, {"act": "transfer", "to": "sun", "actor": "chu"}),
        ({"act": "remove_signer", "to": "sun"}, {"act": "remove_signer", "signer": "sun"}),
        ({"act": "copy_to", "people": ["sun"]}, {"act": "copy_to", "to": ["sun"]}),
        ({"act": "ask", "question": "为什么"}, {"act": "ask", "text": "为什么"}),
        ({"act": "answer", "comment": "因为"}, {"act": "answer", "text": "因为"}),
        ({"act": "mark_read"}, {"act": "read"}),
        ({"act": "link", "number": "XLC-1"}, {"act": "link", "other": "XLC-1"}),
        ({"act": "decide", "colour": "red"}, {"act": "decide", "colour": "red"}),
        ({"act": "dance", "comment": "x"}, {"act": "dance", "comment": "x"}),
    ],
    ids=str,
)
def test_a_script_in_other_words_is_the_same_script(
    written: Mapping[str, object], meant: Mapping[str, object]
) -> None:
    assert plain(written) == meant


def test_every_other_word_leads_to_an_act_that_there_is() -> None:
    assert set(synonyms._SAME_ACT.values()) <= set(ACTS)  # noqa: SLF001 - the table itself
    assert not set(synonyms._SAME_ACT) & set(ACTS)  # noqa: SLF001


@pytest.mark.parametrize("command", get_args(c.Command), ids=lambda one: one.__name__)
def test_every_command_of_a_person_has_its_act(command: type) -> None:
    """Named like the command, or by another word that is understood."""
    name = "".join(f"_{one.lower()}" if one.isupper() else one for one in command.__name__).lstrip("_")
    assert (plain({"act": name})["act"] in ACTS) is (command.__name__ not in BY_THE_CLOCK)


def test_yes_and_no_are_understood_as_yaml_reads_them() -> None:
    decide = ACTS["decide"].model_validate({"act": "decide", "actor": "chu", "decision": False})
    assert getattr(decide, "decision", None) == "reject"


@pytest.mark.parametrize(
    ("other", "word"),
    [
        ("waiting_for", "waiting"),
        ("assignees", "waiting"),
        ("outcome", "determination"),
        ("visits", "visit"),
        ("box", "papers"),
    ],
)
def test_expectations_are_understood_by_other_words(other: str, word: str) -> None:
    value: object = {"a": 1} if word in ("visit", "papers") else "a"
    assert Expected.model_validate({other: value}).model_fields_set == {word}
