"""``banshi dossier``: written for those without access, and checked without the office."""

# A command imports its own parts only, inside its function: see runtime/cli.py.
# ruff: noqa: PLC0415
import sys
from pathlib import Path
from typing import Annotated

import typer

dossier = typer.Typer(help="案卷：导出、按届导出、核对、公钥。", no_args_is_help=True)


@dossier.command("export")
def dossier_export(
    case: Annotated[str, typer.Argument(help="事项编号，例如 GWJZ-2022-0003")],
    file: Annotated[Path, typer.Argument(help="写入的文件（.zip），不得已存在")],
    *,
    full: Annotated[
        bool, typer.Option("--full", help="含完整证件号码；须写明何人、何因，记入办理记录")
    ] = False,
    by: Annotated[str, typer.Option("--by", help="与 --full 同用：管理员的登录名")] = "",
    reason: Annotated[str, typer.Option("--reason", help="与 --full 同用：理由")] = "",
) -> None:
    """把一件事项的案卷写成一个文件，给没有账号的人；证件号码遮盖。"""
    from runtime.commands import dossier as command

    command.export(case, file, command.Full(by, reason) if full else None)


@dossier.command("round")
def dossier_round(
    round_key: Annotated[str, typer.Argument(metavar="ROUND", help="届，例如 award_national51-2022")],
    file: Annotated[Path, typer.Argument(help="写入的文件（.zip），不得已存在")],
) -> None:
    """把一届全部事项的案卷写成一个文件。"""
    from runtime.commands import dossier as command

    command.export_round(round_key, file)


@dossier.command("copy")
def dossier_copy(
    file: Annotated[Path, typer.Argument(help="写入的文件（.zip），不得已存在")],
    *,
    case: Annotated[list[str] | None, typer.Option("--case", help="事项编号，可以写多次")] = None,
    round_key: Annotated[str | None, typer.Option("--round", help="届：它的全部事项")] = None,
) -> None:
    """写出匿名副本：人员、单位、编号、文字均换成虚构的，用于培训和报告缺陷。"""
    from runtime.commands import dossier_copy as command

    command.copy(file, case or [], round_key)


@dossier.command("verify")
def dossier_verify(
    file: Annotated[Path, typer.Argument(help="收到的案卷（.zip）", exists=True, dir_okay=False)],
    *,
    key: Annotated[str | None, typer.Option("--key", help="出具单位的公钥，另行向该单位索取")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """核对案卷，每项一行：不需要数据库和网络。全部相符为 0，有不符为 1，不是案卷为 2。"""
    from runtime.commands import dossier_verify as command

    sys.exit(command.verify(file, key=key, as_json=as_json))


@dossier.command("key")
def dossier_key() -> None:
    """显示本单位的公钥，供收到案卷的人核对签名。"""
    from runtime.commands import dossier as command

    command.key()
