"""Single fields and their sentences."""

import pytest

from engine.definition import FormField, Rule, Share
from engine.forms.answers import check_answers, judge
from engine.id_numbers import is_id_number


def message(value: object, **field: object) -> str:
    whole = FormField.model_validate({"key": "x", "label": "甲", **field})
    findings = check_answers([whole], {"x": value})
    return findings[0].message if findings else ""


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ({"type": "text"}, "", "必填"),
        ({"type": "text", "required": False}, None, ""),
        ({"type": "text", "max": 3}, "一二三", ""),
        ({"type": "text", "max": 3}, "一二三四", "不超过 3 字，现有 4 字"),
        ({"type": "long_text", "max": 500}, "述" * 501, "不超过 500 字，现有 501 字"),
        ({"type": "text"}, 3, "应填写文字"),
        ({"type": "choice", "options": ["男", "女"]}, "男", ""),
        ({"type": "choice", "options": ["男", "女"]}, "其他", "请从这些选项中选择：男、女"),
        ({"type": "boolean"}, False, ""),
        ({"type": "boolean"}, "是", "请选择“是”或“否”"),
        ({"type": "month"}, "1985-07", ""),
        ({"type": "month"}, "1985-13", "格式应为 1985-07"),
        ({"type": "month"}, "1985-07\n", "格式应为 1985-07"),
        (
            {"type": "month"},
            "１９85-07",
            "格式应为 1985-07",
        ),  # full-width digits look the same and match nothing
        ({"type": "text"}, "　 ", "必填"),
        ({"type": "date"}, "20220301", "格式应为 2022-03-01"),
        ({"type": "date"}, "2022-W09-2", "格式应为 2022-03-01"),
        ({"type": "date"}, "2022-02-29", "格式应为 2022-03-01"),
        ({"type": "integer", "min": 1, "max": 9}, 0, "不少于 1"),
        ({"type": "integer", "min": 1, "max": 9}, 10, "不超过 9"),
        ({"type": "integer"}, True, "应填写整数"),
        ({"type": "integer"}, "7", "应填写整数"),
        ({"type": "id_no"}, "11010519491231002X", ""),
        ({"type": "id_no"}, "110105194912310021", "身份证号不正确，请核对（18 位，末位可为 X）"),
        ({"type": "id_no"}, {"sealed": "…"}, ""),
        ({"type": "file"}, {"digest": "d"}, ""),
        ({"type": "file"}, {"name": "a.pdf"}, "请上传文件"),
    ],
)
def test_each_kind_of_field_says_what_is_wrong(field: dict[str, object], value: object, said: str) -> None:
    assert message(value, **field) == said


def test_an_id_number_has_a_real_birthday_and_the_right_check_digit() -> None:
    assert is_id_number("11010519491231002X")
    assert not is_id_number("11010519490231002X")
    assert not is_id_number("1101051949123100")


def test_a_plain_comparison_of_two_numbers_reads_as_one() -> None:
    share = Share(part="due", whole="present", op=">=", num=1, den=1)
    rule = Rule(key="r", title="实到不超过应到", clause="会议纪要", checked_at="nominate", share=share)
    assert judge(rule, {"due": 150, "present": 120}, ()) == (True, "120 不超过 150")
    assert judge(rule, {"due": 99, "present": 120}, ()) == (False, "120 超过 99")
