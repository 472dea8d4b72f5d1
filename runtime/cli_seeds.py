"""``banshi seeds``: definitions are checked, published, drawn and written for other tools."""

# A command imports its own parts only, inside its function: see runtime/cli.py.
# ruff: noqa: PLC0415
import sys
from pathlib import Path
from typing import Annotated

import typer

seeds = typer.Typer(help="流程定义、组织与演示数据。", no_args_is_help=True)


@seeds.command("check")
def seeds_check(
    files: Annotated[list[Path] | None, typer.Argument(help="流程定义；不写则检查随附的全部定义")] = None,
) -> None:
    """检查流程定义；每处问题一行：文件:行: 问题 → 改法；有问题时退出码为 2。"""
    from runtime.commands import seeds as command

    sys.exit(command.check(files or []))


@seeds.command("load")
def seeds_load() -> None:
    """发布流程定义；演示办公室另载入组织与演示事项。可重复执行。"""
    from runtime.commands import seeds as command

    command.load()


@seeds.command("pages")
def seeds_pages(folder: Annotated[Path, typer.Argument(help="写入的目录")]) -> None:
    """把每个流程画成一页 Markdown：流程图、环节、规则、来源。"""
    from runtime.commands import seeds as command

    command.pages(folder)


@seeds.command("picture")
def seeds_picture(
    file: Annotated[Path, typer.Argument(help="流程定义（YAML）")],
    out: Annotated[Path | None, typer.Option("--out", help="写入的文件（.svg）；不写则输出到屏幕")] = None,
) -> None:
    """把流程定义画成 SVG。"""
    from engine.pictures.process import picture
    from runtime.commands import seeds as command

    command.written(file, out, picture)


@seeds.command("bpmn")
def seeds_bpmn(
    file: Annotated[Path, typer.Argument(help="流程定义（YAML）")],
    out: Annotated[Path | None, typer.Option("--out", help="写入的文件（.bpmn）；不写则输出到屏幕")] = None,
) -> None:
    """把流程定义导出为 BPMN 2.0（含图），供其他工具打开。"""
    from runtime.commands import seeds as command
    from seeds.bpmn import bpmn

    command.written(file, out, bpmn)


@seeds.command("from-bpmn")
def seeds_from_bpmn(
    file: Annotated[Path, typer.Argument(help="BPMN 2.0 文件：任务、网关、定时等候，分支汇合到同一个网关")],
    out: Annotated[Path | None, typer.Option("--out", help="写入的文件（.yaml）；不写则输出到屏幕")] = None,
) -> None:
    """把别的工具画的简单 BPMN 图读成流程定义的草稿；读不成时逐条说明，退出码为 2。"""
    from runtime.commands import seeds as command

    sys.exit(command.from_bpmn(file, out))


@seeds.command("linter")
def seeds_linter(file: Annotated[Path, typer.Argument(help="写入的文件（.md）")]) -> None:
    """把检查的全部问题和提示写成一页 Markdown（由代码读出）。"""
    from runtime.commands import seeds as command

    command.linter(file)
