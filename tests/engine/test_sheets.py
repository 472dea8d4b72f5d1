"""A table of forms: what is wrong in which cell."""

from engine.forms.many import check_rows, columns
from tests.engine.builders import ANSWERS, a_process
from tests.engine.planted import field
from tests.engine.test_form_parts import RANK, with_fields

GOOD = {**ANSWERS, "id_no": "11010519491231002X"}
OTHER = {**GOOD, "id_no": "999999197507012319"}


def test_files_have_no_column() -> None:
    process = a_process(**field("file"))
    assert "x" in [one.key for one in process.form.fields]
    assert "x" not in [one.key for one in columns(process)]


def test_every_wrong_cell_of_all_rows_is_named() -> None:
    rows = [GOOD, {**OTHER, "due": "很多", "name": ""}]
    found = [(one.row, one.field, one.message) for one in check_rows(with_fields(), rows, {})]
    assert found == [(2, "name", "必填"), (2, "due", "应填写整数")]


def test_one_person_stands_in_the_table_once() -> None:
    found = check_rows(with_fields(), [GOOD, OTHER, GOOD], {})
    assert [(one.row, one.field) for one in found] == [(3, "id_no")]


def test_a_conditional_cell_is_asked_for_in_its_own_row_only() -> None:
    rows = [{**GOOD, "cadre": True}, {**OTHER, "rank": "长" * 300}]
    assert [(one.row, one.field) for one in check_rows(with_fields(RANK), rows, {})] == [(1, "rank")]
