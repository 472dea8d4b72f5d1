"""The command line: ``banshi``. Words and options only; the work is in ``runtime/commands``."""

# A command imports its own parts only, inside its function: `banshi mailbox` starts without loading Prefect.
# ruff: noqa: PLC0415
import sys
from pathlib import Path
from typing import Annotated

import typer

from runtime.cli_dossier import dossier
from runtime.cli_monitoring import monitoring
from runtime.cli_people import people
from runtime.cli_seeds import seeds
from runtime.cli_sheet import sheet
from runtime.complaints import sentence_of

_HELP = "办事：工会审批与活动。设置见环境变量 BANSHI_*（runtime/settings.py）。"

app = typer.Typer(
    name="banshi",
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # frames and colours do not belong into a log file
)
app.add_typer(seeds, name="seeds")
app.add_typer(people, name="people")
app.add_typer(dossier, name="dossier")
app.add_typer(monitoring, name="monitoring")
app.add_typer(sheet, name="sheet")
draw = typer.Typer(help="抽签记录。", no_args_is_help=True)
app.add_typer(draw, name="draw")


@app.command()
def up() -> None:
    """启动整个办公室：数据库、Prefect、分发、定时任务、网页；Ctrl-C 停止。"""
    from runtime.commands import up as command

    command.run()


@app.command()
def migrate() -> None:
    """把数据库结构升级到最新版本。"""
    from runtime.commands import migrate as command

    command.run()


@app.command()
def web() -> None:
    """运行网页。"""
    from runtime.commands import web as command

    command.run()


@app.command()
def dispatcher() -> None:
    """运行分发：把已发生的事交给下一环节、通知和 Prefect。"""
    from runtime.commands import dispatcher as command

    command.run()


@app.command()
def worker() -> None:
    """运行定时任务。"""
    from runtime.commands import worker as command

    command.run()


@app.command()
def deploy() -> None:
    """向 Prefect 重新登记全部定时任务。"""
    from runtime.commands import worker as command

    command.deploy()


@app.command()
def mailbox() -> None:
    """运行演示邮箱：收下全部邮件，不向外转发。"""
    from runtime.commands import mailbox as command

    command.run()


@app.command()
def doctor() -> None:
    """检查办公室：结构、连接、积压、暂挂；发现问题时退出码为 1。"""
    from runtime.commands import doctor as command

    sys.exit(command.run())


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="备份文件（.tar），不得已存在")]) -> None:
    """备份数据库、附件与密钥到一个文件。"""
    from runtime.commands import backup as command

    command.backup(file)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="由 backup 写成的文件", exists=True)]) -> None:
    """把备份恢复到一个空的数据目录。"""
    from runtime.commands import backup as command

    command.restore(file)


@app.command()
def rehearse(
    definition: Annotated[Path, typer.Argument(help="流程定义（YAML）")],
    script: Annotated[Path, typer.Argument(help="脚本（YAML）：动作、时间与期望")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")] = False,
) -> None:
    """按脚本排演一个流程：不需要数据库。全部符合期望为 0，第一处不符为 1，定义或脚本有误为 2。"""
    from runtime.commands import rehearse as command

    sys.exit(command.run(definition, script, as_json=as_json))


@app.command()
def rule(
    name: Annotated[str | None, typer.Argument(help="规则名称；不写则列出全部规则")] = None,
    question: Annotated[Path | None, typer.Argument(help="提问文件（YAML）")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="一个 JSON 对象")] = False,
    example: Annotated[bool, typer.Option("--example", help="给出一份完整的提问文件")] = False,
) -> None:
    """问一条规则：结果、每一步数字和出处；不需要数据库。作答为 0，提问有误为 2。"""
    from runtime.commands import rule as command

    if name is None:
        sys.exit(command.catalogue())
    if example or question is None:
        sys.exit(command.example(name))
    sys.exit(command.ask(name, question, as_json=as_json))


@app.command()
def backtest(
    rules: Annotated[Path, typer.Argument(help="新的监测规则（YAML）")],
    month: Annotated[str, typer.Argument(help="已有数据的月份，例如 2022-11")],
) -> None:
    """试算：新的返困监测规则放到已有月份上会多出、少掉哪些户，各单位多走访多少；什么也不改动。"""
    from runtime.commands import backtest as command

    sys.exit(command.run(rules, month))


@app.command(hidden=True)
def migration(name: Annotated[str, typer.Argument(help="例如 add ballots")]) -> None:
    """由模型的改动写出迁移文件（开发者用）。"""
    from runtime.commands import new_migration as command

    command.run(name)


@draw.command("verify")
def draw_verify(file: Annotated[Path, typer.Argument(help="抽签记录（JSON）")]) -> None:
    """按记录里的种子重抽一遍并核对：不需要数据库和网络。相同为 0，不同为 1，文件读不懂为 2。"""
    from runtime.commands import draw as command

    sys.exit(command.verify(file))


def main() -> None:
    """Run a command. What went wrong outside of us is one sentence and exit code 2, not a traceback."""
    try:
        app()
    except Exception as problem:
        sentence = sentence_of(problem)
        if sentence is None:
            raise
        sys.stderr.write(f"✗ {sentence}\n")
        sys.exit(2)
