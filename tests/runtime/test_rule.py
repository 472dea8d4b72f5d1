"""``banshi rule`` as scripts call it: the answer, its figures, exit codes, findings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.rulebook.book import BOOK

_ROOT = Path(__file__).parents[2]


def _rule(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "runtime", "rule", *words],
        cwd=_ROOT,
        env=os.environ | {"BANSHI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def question(tmp_path: Path) -> Path:
    return tmp_path / "question.yaml"


def test_without_a_name_every_rule_is_listed() -> None:
    listed = _rule()
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(BOOK)


def test_an_answer_is_one_object_with_figures_and_their_source(question: Path) -> None:
    question.write_text(_rule("quota.shares", "--example").stdout, encoding="utf-8")
    said = _rule("quota.shares", str(question), "--json")
    assert (said.returncode, said.stderr) == (0, "")
    told = json.loads(said.stdout)
    assert (told["rule"], told["result"], told["set"]["key"]) == ("quota.shares", "rejected", "prov51_2021")
    assert set(told["figures"][0]) == {"key", "label", "value", "how", "clause"}


def test_every_mistake_of_a_question_is_named_at_once_and_nothing_is_answered(question: Path) -> None:
    question.write_text(
        "rules: prov51_2019\nplaces: many\nflags: {农民工: -1}\ncolour: red\n", encoding="utf-8"
    )
    said = _rule("quota.shares", str(question), "--json")
    assert (said.returncode, said.stdout) == (2, "")
    assert [line.split(":")[1] for line in said.stderr.splitlines()] == ["1", "2", "3", "4"]
    assert all(" → " in line for line in said.stderr.splitlines())


@pytest.mark.parametrize("words", [("no.such",), ("quota.shares", "/nowhere/none.yaml")])
def test_an_unknown_rule_or_file_is_a_sentence(words: tuple[str, ...]) -> None:
    said = _rule(*words)
    assert said.returncode == 2
    assert said.stderr.startswith("✗ ")
    assert "Traceback" not in said.stderr
