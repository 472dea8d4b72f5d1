"""What happens to the ways of a case, in sentences for the button that does it."""

from engine import events as e
from engine.deadlines import in_words
from engine.definition import MachineStep, Process, SubCaseStep, WaitStep
from engine.undoing import TAKEN_BACK


def in_blocks(process: Process, event: e.Event) -> str:
    """The sentence of an event of a block; empty for any other."""
    match event:
        case e.StepSettled(outcome="void", because=because) if because != TAKEN_BACK:
            return f"“{process.step(event.step).title}”停止办理"
        case e.BlockOpened(kind="parallel" | "race", branches=branches):
            said = f"{len(branches)} 路同时办理"
        case e.BlockOpened(kind="for_each", lines=lines):
            said = f"逐项办理 {'、'.join(lines)}" if lines else "名单为空，直接通过"
        case e.BlockRepeated(times=times):
            said = f"第 {times} 遍"
        case e.BlockGrown(line=line):
            said = f"增加 {line}"
        case _:
            return ""
    return f"“{process.block(event.block).title}”：{said}"


def by_itself(step: MachineStep | WaitStep | SubCaseStep) -> str:
    """Who acts where nobody does."""
    match step:
        case MachineStep():
            return "由系统自动办理"
        case WaitStep():
            return f"等候 {in_words(step.lasts)}"
        case SubCaseStep():
            return "由系统发起" + ("，办完后继续" if step.waits else "，不等待其结果")
