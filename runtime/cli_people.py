"""``banshi people``: who works in the office."""

# A command imports its own parts only, inside its function: see runtime/cli.py.
# ruff: noqa: PLC0415
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

people = typer.Typer(help="办公室人员：登记、密码、离任、返岗。", no_args_is_help=True)


@people.command("load")
def people_load(
    file: Annotated[Path, typer.Argument(help="人员文件（YAML），写法见 docs/howto/operate.md")],
) -> None:
    """登记或更新文件中的人员与机构；每处问题一行：文件:行: 问题 → 改法；有问题时退出码为 2，什么也不改。"""
    from runtime.commands import people as command

    sys.exit(command.load(file))


@people.command("password")
def people_password(login: Annotated[str, typer.Argument(help="登录名")]) -> None:
    """换一个新密码并显示一次；此人在各处的登录随即失效。"""
    from runtime.commands import people as command

    command.password(login)


@people.command("leave")
def people_leave(
    login: Annotated[str, typer.Argument(help="登录名")],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="离任日期，不晚于今天；不写则为今天")
    ] = None,
) -> None:
    """办理离任：不能再登录，不再接到新的待办；已办的事项不变。"""
    from runtime.commands import people as command

    command.leave(login, on.date() if on else None)


@people.command("return")
def people_return(login: Annotated[str, typer.Argument(help="登录名")]) -> None:
    """离任的人返岗，职务与席位如前；显示新密码一次。"""
    from runtime.commands import people as command

    command.come_back(login)
