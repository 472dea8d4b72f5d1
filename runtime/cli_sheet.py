"""The words of ``banshi sheet``."""

# A command imports its own parts only, inside its function.
# ruff: noqa: PLC0415
import sys
from pathlib import Path
from typing import Annotated

import typer

sheet = typer.Typer(help="xlsx 表：模板、试运行、导入为草稿。", no_args_is_help=True)
_Process = Annotated[str, typer.Argument(metavar="PROCESS", help="流程代码，例如 award_national51")]
_Filled = Annotated[Path, typer.Argument(help="填好的表（.xlsx）", exists=True, dir_okay=False)]
_By = Annotated[str, typer.Option("--by", help="以谁的名义：登录名")]
_Marked = Annotated[Path | None, typer.Option("--marked", help="把标出错误的表写到这个文件，不得已存在")]


@sheet.command("template")
def write_template(
    process: _Process, file: Annotated[Path, typer.Argument(help="写入的文件（.xlsx），不得已存在")]
) -> None:
    """写出一个流程今天的填报模板。"""
    from runtime.commands import sheet as command

    command.write_template(process, file)


@sheet.command("check")
def check(process: _Process, file: _Filled, *, by: _By, marked: _Marked = None) -> None:
    """试运行：逐格检查，什么也不留下。没有问题为 0，有错为 1。"""
    from runtime.commands import sheet as command

    sys.exit(command.bring_in(process, file, by, tried=True, marked=marked))


@sheet.command("import")
def bring_in(process: _Process, file: _Filled, *, by: _By, marked: _Marked = None) -> None:
    """导入为草稿：每行一件；有一处不对就一件也不导入，退出码为 1。"""
    from runtime.commands import sheet as command

    sys.exit(command.bring_in(process, file, by, tried=False, marked=marked))
