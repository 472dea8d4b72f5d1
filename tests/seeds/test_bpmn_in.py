"""A simple BPMN diagram of another tool becomes the draft of a definition, or says why it does not."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from engine.definition import ChoiceBlock, ParallelBlock, Process, SignStep, WaitStep
from engine.linter.checks import check
from runtime.cli import app
from seeds.bpmn_in.draft import draft
from seeds.bpmn_in.graph import NotReadable

NS = 'xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"'
START, END = '<b:startEvent id="start"/>', '<b:endEvent id="end"/>'


def file(*elements: str, flows: str = "", title: str = "职工书屋申报") -> str:
    """A BPMN file; ``flows`` are written ``a>b`` or ``a>b:words``."""
    arrows = []
    for n, one in enumerate(flows.split()):
        ends, _, words = one.partition(":")
        source, target = ends.split(">")
        arrows.append(f'<b:sequenceFlow id="f{n}" sourceRef="{source}" targetRef="{target}" name="{words}"/>')
    body = "".join([*elements, *arrows])
    return f'<b:definitions {NS}><b:process id="p" name="{title}">{body}</b:process></b:definitions>'


def task(key: str, name: str, tag: str = "userTask") -> str:
    return f'<b:{tag} id="{key}" name="{name}"/>'


def gate(key: str, kind: str, name: str = "", default: str = "") -> str:
    other = f' default="{default}"' if default else ""
    return f'<b:{kind}Gateway id="{key}" name="{name}"{other}/>'


def read(text: str) -> Process:
    return Process.model_validate(yaml.safe_load(draft(text, year=2022)))


SEQUENCE = file(
    START,
    task("first", "初审"),
    '<b:intermediateCatchEvent id="pause" name="等候"><b:timerEventDefinition/></b:intermediateCatchEvent>',
    task("Task_0x9", "复审", "task"),
    END,
    flows="start>first first>pause pause>Task_0x9 Task_0x9>end",
)


def test_tasks_in_a_row_become_steps_in_a_row() -> None:
    process = read(SEQUENCE)
    assert process.title == "职工书屋申报"
    assert [one.title for one in process.steps] == ["提交", "初审", "等候", "复审", "决定"]
    assert isinstance(process.step("first"), SignStep)
    assert isinstance(process.step("pause"), WaitStep)


def test_lanes_become_bodies() -> None:
    inside = "<b:flowNodeRef>first</b:flowNodeRef>"
    lanes = f'<b:laneSet id="l"><b:lane id="l1" name="省工会业务部">{inside}</b:lane></b:laneSet>'
    process = read(file(lanes, START, task("first", "初审"), END, flows="start>first first>end"))
    step = process.step("first")
    assert isinstance(step, SignStep)
    assert process.bodies[step.by].title == "省工会业务部"


def test_branches_that_come_together_become_blocks_and_words_become_questions() -> None:
    text = file(
        START,
        task("first", "初审"),
        gate("which", "exclusive", "金额大小", "f3"),
        task("large", "上会"),
        task("small", "部长审批"),
        gate("joined", "exclusive"),
        gate("both", "parallel"),
        task("money", "财务"),
        task("law", "法务"),
        gate("done", "parallel"),
        END,
        flows="start>first first>which which>large:超过一万元 which>small:其他 large>joined small>joined"
        " joined>both both>money both>law money>done law>done done>end",
    )
    process = read(text)
    choice, parallel = process.block("which"), process.block("both")
    assert isinstance(choice, ChoiceBlock)
    assert isinstance(parallel, ParallelBlock)
    assert [one.otherwise for one in choice.branches] == [False, True]
    question = process.field("which_1")
    assert (question.label, question.type, question.filled_at) == ("超过一万元", "boolean", "first")
    assert [step.title for one in parallel.branches for step in one.steps] == ["财务", "法务"]


def test_the_linter_then_says_what_the_diagram_could_not() -> None:
    sentences = [one.sentence for one in check(read(SEQUENCE))]
    assert any("时限" in one for one in sentences)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<nothing", "第 1 行"),
        ("<!DOCTYPE x []><x/>", "DOCTYPE"),
        ("<x/>", "不是 BPMN"),
        (f"<b:definitions {NS}/>", "现有 0 个"),
        (
            file(START, '<b:subProcess id="s" name="子流程"/>', END, flows="start>s s>end"),
            "“子流程”（subProcess）",
        ),
        (file(task("a", "甲"), END, flows="a>end"), "恰好有一个开始"),
        (file(START, task("a", "甲"), END, flows="start>a"), "“甲”后面没有线"),
        (file(START, task("a", "甲"), task("b", "乙"), END, flows="start>a a>end b>end"), "“乙”前面没有线"),
        (
            file(START, task("a", "甲"), task("b", "乙"), END, flows="start>a a>b a>end b>end"),
            "分岔请画成网关",
        ),
        (
            file(
                START,
                gate("g", "exclusive", "分"),
                task("a", "甲"),
                END,
                flows="start>g g>a:是 g>end:否 a>end",
            ),
            "“分”的各路没有汇合",
        ),
        (
            file(
                START,
                gate("head", "exclusive", "头"),
                task("a", "甲"),
                gate("again", "exclusive", "再来"),
                END,
                flows="start>head head>a a>again again>head:再来 again>end:完",
            ),
            "“头”是一个环的开头",
        ),
    ],
)
def test_what_cannot_be_read_says_why(text: str, sentence: str) -> None:
    with pytest.raises(NotReadable) as refused:
        draft(text, year=2022)
    assert any(sentence in one for one in refused.value.findings), refused.value.findings


def test_everything_that_is_wrong_is_said_at_once() -> None:
    text = file(START, '<b:subProcess id="s" name="子流程"/>', task("a", "甲"), END, flows="start>s s>end")
    with pytest.raises(NotReadable) as refused:
        draft(text, year=2022)
    assert len(refused.value.findings) == 3


def test_the_command_writes_the_draft_or_says_why_not(tmp_path: Path) -> None:
    drawn, made = tmp_path / "drawn.bpmn", tmp_path / "made.yaml"
    drawn.write_text(SEQUENCE, encoding="utf-8")
    answer = CliRunner().invoke(app, ["seeds", "from-bpmn", str(drawn), "--out", str(made)])
    assert answer.exit_code == 0
    assert "初审" in made.read_text(encoding="utf-8")
    drawn.write_text("<x/>", encoding="utf-8")
    answer = CliRunner().invoke(app, ["seeds", "from-bpmn", str(drawn)])
    assert answer.exit_code == 2
    assert "不是 BPMN" in answer.output
