"""``banshi rehearse`` as scripts call it: lines, last line, exit code, findings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_DEFINITION = _ROOT / "seeds/processes/award_national51.yaml"
_HANDED_IN = "- {at: 2022-02-21T09:00, actor: lin, act: submit}\n"


def _rehearse(definition: Path, script: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "runtime", "rehearse", str(definition), str(script), *more],
        cwd=_ROOT,
        env=os.environ | {"BANSHI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.yaml"


def test_a_play_is_told_line_by_line_and_ends_with_the_state(script: Path) -> None:
    script.write_text(f"{_HANDED_IN}- {{expect: {{open: [party], status: under_way}}}}\n", encoding="utf-8")
    answer = _rehearse(_DEFINITION, script)
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[0] == "2022-02-21 09:00  case.opened  lin  lin发起了事项"
    assert lines[-1] == "status: under_way（办理中）  open: [party]（党委审定）  determination: null"


def test_json_is_an_object_a_line(script: Path) -> None:
    script.write_text(
        f"{_HANDED_IN}- {{actor: lin, act: submit}}\n- {{expect: {{refused: AlreadyDecided}}}}\n",
        encoding="utf-8",
    )
    answer = _rehearse(_DEFINITION, script, "--json")
    assert answer.returncode == 0
    *told, last = map(json.loads, answer.stdout.splitlines())
    assert [(one["event"], one["step"], one["visit"], one["actor"]) for one in told[:3]] == [
        ("case.opened", None, None, "lin"),
        ("step.opened", "nominate", 1, "lin"),
        ("assignment.decided", "nominate", 1, "lin"),
    ]
    assert {one["at"] for one in told} == {"2022-02-21T09:00:00+08:00"}
    assert told[-2]["actor"] is None  # the office opened the next step by itself
    assert told[-1] == {
        "at": "2022-02-21T09:00:00+08:00",
        "event": None,
        "step": "nominate",
        "visit": 1,
        "actor": "lin",
        "act": "submit",
        "refused": "AlreadyDecided",
        "sentence": "已由 lin 于 2022年2月21日 09:00 办理。事项现在在“党委审定”（基层党委办理）。",
    }
    assert last == {"status": "under_way", "open": ["party"], "determination": None, "held": None}


def test_the_first_difference_is_named_with_its_line(script: Path) -> None:
    script.write_text(
        f"{_HANDED_IN}- expect:\n    status: under_way\n    open: [consult]\n- {{at: 2023-01-01}}\n",
        encoding="utf-8",
    )
    answer = _rehearse(_DEFINITION, script, "--json")
    assert answer.returncode == 1
    assert answer.stderr == f"{script}:4: 期望 open 为 [consult]，实际为 [party]\n"
    last = json.loads(answer.stdout.splitlines()[-1])
    assert (last["open"], last["difference"]) == (["party"], "期望 open 为 [consult]，实际为 [party]")


def test_everything_wrong_with_a_script_is_told_at_once(script: Path) -> None:
    script.write_text(
        "- {at: 2022-02-21T09:00, actor: lin, act: sumbit}\n"
        "- {at: 2022-02-20, actor: lin, act: decide, decison: approve}\n"
        "- {at: 2022-02-31}\n"
        "- {actor: lin, act: send_back, to: nominat}\n"
        "- {expect: {open: [partie], status: underway}}\n"
        "- {actor: lin, decision: approve}\n"
        "- 提交\n"
        "- {at: 2022-03-01, at: 2022-03-02}\n"
        "- {colour: red}\n",
        encoding="utf-8",
    )
    answer = _rehearse(_DEFINITION, script)
    assert (answer.returncode, answer.stdout) == (2, "")
    told = [line.removeprefix(f"{script}:").partition(" → ")[0] for line in answer.stderr.splitlines()]
    assert told == [
        "1: 没有“sumbit”这种动作",
        "2: 不认识的键“decison”",
        "2: 时间倒退：2022年2月20日 00:00 早于前面的 2022年2月21日 09:00",
        "3: 时间读不懂：2022-02-31",
        "4: 没有“nominat”这个环节",
        "5: “status”不能是“underway”",
        "5: 没有“partie”这个环节",
        "6: 有 actor，却没有写 act",
        "7: “提交”不是动作",
        "8: 键“at”写了两次",
        "9: 看不出这一条是什么：没有 act、at，也没有 expect",
    ]


def test_a_version_that_is_not_there_is_named_with_its_line(script: Path) -> None:
    script.write_text(
        f"- unit: {{key: xjtu}}\n  versions: {{second: second.yaml}}\n{_HANDED_IN}", encoding="utf-8"
    )
    answer = _rehearse(_DEFINITION, script)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"{script}:2: 版本“second”的文件读不到：second.yaml")


def test_a_move_is_told_in_the_words_of_the_version_that_the_case_has_then() -> None:
    acts = _ROOT / "tests/rehearsals/acts"
    answer = _rehearse(acts / "first.process.yaml", acts / "first-move.yaml", "--json")
    assert (answer.returncode, answer.stderr) == (0, "")
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    refused = [one["refused"] for one in told if one.get("refused")]
    assert refused == ["NotAdministrator", "MoveRefused", "MoveRefused", "MappingUnreadable"]
    plain = _rehearse(acts / "first.process.yaml", acts / "first-move.yaml")
    assert "chu在“审查”办理：同意" in plain.stdout


@pytest.mark.parametrize("text", ["", "at: 2022-02-21\n", "[]\n", "- {at: 2022-02-21\n"])
def test_what_is_no_script_is_refused(script: Path, text: str) -> None:
    script.write_text(text, encoding="utf-8")
    answer = _rehearse(_DEFINITION, script)
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"{script}:")
    assert "Traceback" not in answer.stderr


def test_a_wrong_definition_and_a_wrong_script_are_told_together(script: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(f"colour: red\n{_DEFINITION.read_text(encoding='utf-8')}", encoding="utf-8")
    script.write_text("- {act: submit}\n", encoding="utf-8")
    answer = _rehearse(wrong, script)
    assert answer.returncode == 2
    assert f"{wrong}:1: 不认识的键“colour”" in answer.stderr
    assert f"{script}:1: 缺少“actor”" in answer.stderr


def test_a_file_that_is_not_there_is_a_sentence(script: Path) -> None:
    answer = _rehearse(_DEFINITION, script)
    assert answer.returncode == 2
    assert answer.stderr == f"✗ {script}：无法读取（No such file or directory）\n"
