"""What changed since the last handing-in, field by field."""

from engine.forms.differences import differences
from tests.engine.builders import ANSWERS, a_process

FIELDS = a_process().form.fields


def told(before: dict[str, object], after: dict[str, object]) -> list[tuple[str, object, object]]:
    return [(one.field.key, one.before, one.after) for one in differences(before, after, FIELDS)]


def test_every_changed_field_is_named_with_both_answers_in_the_order_of_the_form() -> None:
    after = {**ANSWERS, "present": 121, "name": "演示李四"}
    assert told(dict(ANSWERS), after) == [("name", "演示人选", "演示李四"), ("present", 120, 121)]


def test_a_number_sealed_anew_and_an_emptied_line_are_no_difference() -> None:
    number = {"sealed": "other", "hash": "hash-of-the-nominee", "masked": "9*****1"}
    assert told({**ANSWERS, "name": None}, {**ANSWERS, "id_no": number, "name": ""}) == []


def test_another_number_and_a_changed_file_are() -> None:
    other = {"sealed": "x", "hash": "another", "masked": "9*****2"}
    assert [key for key, _, _ in told(dict(ANSWERS), {**ANSWERS, "id_no": other})] == ["id_no"]
    assert told({"cadre": {"digest": "a"}}, {"cadre": {"digest": "b"}}) != []
