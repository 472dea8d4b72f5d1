"""Offences planted in who sees and who corrects a field, with words of the finding that each must bring about."""

from tests.engine.blocks import LISTED, branch, each, one_signs, parallel, when
from tests.engine.builders import publicity, raw_process
from tests.engine.planted import Raw, field, form, rules

SIGN = one_signs("review")
X: Raw = {"key": "x", "label": "甲", "type": "text"}
SHOWS = publicity(shows=[{"field": "name"}, {"field": "x"}])


def of_the_first(key: str, **more: object) -> Raw:
    """The form of which one field of its own has these rights."""
    whole = form()["form"]
    return {
        "form": {
            **whole,
            "fields": [{**one, **more} if one["key"] == key else one for one in whole["fields"]],
        }
    }


def listed(**more: object) -> Raw:
    fields = [{**one, **more} if one["type"] == "list" else one for one in LISTED]
    over = next(one["key"] for one in LISTED if one["type"] == "list")
    whole = {"subject": "name", "identity": "id_no", "fields": fields}
    return raw_process(each(one_signs("look"), over=over), SIGN, form=whole)


CONDITIONAL: Raw = {"key": "y", "label": "乙", "type": "text", "when": when("x", "甲")}
RIGHT_OFFENCES: list[tuple[Raw, str]] = [
    (raw_process(SIGN, **field(seen_by=["nowhere"])), "没有机构 nowhere"),
    (raw_process(SIGN, **field(seen_by=["grass"], filled_at="review")), "永远看不到它"),
    (raw_process(SIGN, **of_the_first("name", seen_by=["office"])), "不能只给一部分人看"),
    (listed(seen_by=["office"]), "藏不住"),
    (raw_process(SHOWS, SIGN, **field(seen_by=["office"])), "却在“单位公示”给外面看"),
    (raw_process(SIGN, **field(seen_by=["grass"]),
                 **rules({"condition": when("x", "甲")}, checked_at="review")), "在那里办理的人却看不到"),
    (raw_process(SIGN, **field(corrected_at=["nowhere"])), "没有环节 nowhere"),
    (raw_process(SHOWS, SIGN, **field(corrected_at=["showing"])), "环节不能更正"),
    (raw_process(one_signs("early"), SIGN, **field(filled_at="review", corrected_at=["early"])), "没有可更正的"),
    (raw_process(parallel(branch(one_signs("a")), branch(one_signs("b"))), SIGN,
                 **field(filled_at="a", corrected_at=["b"])), "没有可更正的"),
    (raw_process(SIGN, **of_the_first("id_no", corrected_at=["review"])), "决定谁要回避，不能更正"),
    (listed(corrected_at=["review"]), "已经分头在办"),
    (raw_process(SIGN, **form({**X, "corrected_at": ["review"]}, CONDITIONAL)), "会改变“乙”要不要填"),
    (raw_process(SHOWS, SIGN, **field(corrected_at=["review"])), "公示以后还能更正"),
]  # fmt: skip
