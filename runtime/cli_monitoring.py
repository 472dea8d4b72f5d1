"""``banshi monitoring``: what comes in of a month, and events that cannot wait."""

# A command imports its own parts only, inside its function: see runtime/cli.py.
# ruff: noqa: PLC0415
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

monitoring = typer.Typer(help="返困监测：收下月度数据、登记突发情况。", no_args_is_help=True)


@monitoring.command("data")
def monitoring_data(
    file: Annotated[Path, typer.Argument(help="月度数据（xlsx 或 CSV），模板见“返困监测”页面")],
    month: Annotated[str, typer.Argument(help="月份，例如 2022-11")],
    *,
    tried: Annotated[bool, typer.Option("--try", help="只试，不收下")] = False,
    with_gaps: Annotated[bool, typer.Option("--with-gaps", help="表里没有的户如实记为缺月")] = False,
) -> None:
    """收下一个月的数据；每处问题一行：文件:单元格 栏目：问题；有问题时退出码为 2，一户也不收。"""
    from runtime.commands import monitoring as command

    sys.exit(command.data(file, month, tried=tried, with_gaps=with_gaps))


@monitoring.command("event")
def monitoring_event(
    number: Annotated[str, typer.Argument(help="档案号")],
    kind: Annotated[str, typer.Argument(help="情况，例如 accident、wage_stop（见监测规则）")],
    on: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="发生日期")],
) -> None:
    """登记一户的突发情况：立即预警，并自动立案。"""
    from runtime.commands import monitoring as command

    command.event(number, kind, on.date())
