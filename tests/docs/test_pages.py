"""What the pages say is held against the product: links, the example, the rules, the list of decisions."""

import re
from pathlib import Path

import pytest
import yaml

from engine.definition import Process
from engine.linter.checks import check
from engine.rulebook.book import BOOK
from runtime.settings import Settings
from seeds.definition_file import parse_definition, read_definition
from seeds.rule_question import parse_question

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_YAML = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(
    r"`((?:engine|models|actions|notifications|flows|seeds|web|runtime|tests|docs)/[\w./*-]+)`"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = [page.parent / target for target in _LINK.findall(text)]
    named += [ROOT / path for path in _CODE.findall(text) if "*" not in path]
    assert [str(one) for one in named if not one.exists()] == []


def test_the_example_of_a_process_is_fit_to_be_published() -> None:
    page = ROOT / "docs/howto/write_a_process.md"
    example, *_parts = _YAML.findall(page.read_text(encoding="utf-8"))
    assert parse_definition(example, page.name).key == "reading_room"


def test_the_examples_of_blocks_and_tables_fit_into_it() -> None:
    page = (ROOT / "docs/howto/write_a_process.md").read_text(encoding="utf-8")
    example, late, _scores, blocks, tables, _titles, kept = map(yaml.safe_load, _YAML.findall(page))
    signs = next(one for one in example["steps"] if one["kind"] == "sign")
    example["bodies"]["prov_office"] = {"title": "省业务部经办人", "from": "prov", "post": "prov_officer"}
    signs |= late
    example["steps"][-1:-1] = blocks
    example["form"]["fields"] += [
        {"key": "expert_names", "label": "专家名单", "type": "list"},
        {"key": "agreed", "label": "意见一致", "type": "boolean", "filled_at": "talk"},
    ]
    rule = {"key": "fit", "title": "符合命名条件", "clause": "命名办法", "checked_at": "apply"}
    example["rules"].append({**rule, "condition": {"table": "fit"}})
    assert check(Process.model_validate({**example, **tables, **kept})) == []


def test_the_example_of_scores_and_visits_fits_into_it() -> None:
    page = (ROOT / "docs/howto/write_a_process.md").read_text(encoding="utf-8")
    example, _late, scores, *_rest = map(yaml.safe_load, _YAML.findall(page))
    example["steps"][-1:-1] = scores
    example["bodies"]["experts"] = {"title": "专家组", "organ": "experts"}
    assert check(Process.model_validate({**example, "kind": "campaign"})) == []


def test_the_page_of_rules_names_every_step_rule_and_agency() -> None:
    process, _text = read_definition(ROOT / "seeds/processes/award_national51.yaml")
    page = (ROOT / "docs/rules/award_national51.md").read_text(encoding="utf-8")
    words = {step.key for step in process.steps} | {rule.key for rule in process.rules}
    words |= {step.title for step in process.steps}
    assert {word for word in words if word not in page} == set()


def test_every_rule_of_the_book_has_an_example_that_is_answered() -> None:
    page = ROOT / "docs/howto/rules.md"
    text = page.read_text(encoding="utf-8")
    examples = dict(re.findall(r"^## (\w+(?:\.\w+)?)$.*?^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    assert set(examples) == set(BOOK)
    for name, example in examples.items():
        question, _chosen = parse_question(BOOK[name], example, page.name)
        assert BOOK[name].answer(question).sentence, name


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [one.name for one in sorted(folder.glob("0*.md")) if f"({one.name})" not in listed] == []


def test_every_setting_is_described_and_no_other() -> None:
    page = (ROOT / "docs/howto/operate.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`BANSHI_([A-Z_]+)`", page))
    assert described == {name.upper() for name in Settings.model_fields}
