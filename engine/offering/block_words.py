"""What happens to the ways of a case, in sentences for the button that does it."""

from engine import events as e
from engine.deadlines import in_words
from engine.definition import MachineStep, Process, SubCaseStep, WaitStep
from engine.handling.undoing import TAKEN_BACK
from engine.matter import Matter
from engine.said import Said, quoted
from engine.state import StepState
from engine.way.shape import blocks_around, is_within, lines_of
from engine.way.spots import read_spot


def in_blocks(process: Process, event: e.Event) -> str:
    """The sentence of an event of a block; empty for any other."""
    match event:
        case e.StepSettled(outcome="void", because=because) if because != TAKEN_BACK:
            return Said("“{step}”停止办理", step=process.step(event.step).title)
        case e.BlockOpened(kind="parallel" | "race", branches=branches):
            said = Said("{n} 路同时办理", n=len(branches))
        case e.BlockOpened(kind="for_each", lines=lines):
            said = Said("逐项办理 {lines}", lines="、".join(lines)) if lines else Said("名单为空，直接通过")
        case e.BlockResumed():
            said = Said("接着办理")
        case e.BlockRepeated(times=times):
            said = Said("第 {n} 遍", n=times)
        case e.BlockGrown(line=line):
            said = Said("增加 {line}", line=line)
        case _:
            return ""
    return Said("“{block}”：{said}", block=process.block(event.block).title, said=said)


def for_other_branches(after: Matter, visit: StepState) -> tuple[str, ...]:
    """What the end of a branch has to wait for: what is open, or about to open, in the other branches."""
    passages = [
        (after.state.open_block(one.block.key, one.at), one.branch)
        for one in reversed(blocks_around(after.process, visit.key, visit.at))
    ]
    block, branch = next(((block, branch) for block, branch in passages if block), (None, None))
    if block is None or branch not in block.done:
        return ()
    spots = [(one.key, one.at) for one in after.state.steps if one.status == "open"]
    spots += [read_spot(spot) for spot in after.state.pending]
    titles = [_titled(after, *spot) for spot in spots if is_within(after.process, spot, block)]
    return (Said("还要等{steps}办完", steps=quoted(dict.fromkeys(titles))),)


def _titled(matter: Matter, key: str, at: str) -> str:
    title, lines = matter.process.step(key).title, lines_of(matter.process, matter.state, key, at)
    return f"{title}（{lines[-1]}）" if lines else title


def by_itself(step: MachineStep | WaitStep | SubCaseStep) -> str:
    """Who acts where nobody does."""
    match step:
        case MachineStep():
            return Said("由系统自动办理")
        case WaitStep():
            return Said("等候 {length}", length=in_words(step.lasts))
        case SubCaseStep():
            return Said("由系统发起，办完后继续") if step.waits else Said("由系统发起，不等待其结果")
