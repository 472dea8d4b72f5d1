"""The command line: ``banshi``. Words and options only; the work is in ``runtime/commands``."""

# A command imports its own parts only, inside its function: `banshi mailbox` starts without loading Prefect.
# ruff: noqa: PLC0415
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

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
seeds = typer.Typer(help="流程定义、组织与演示数据。", no_args_is_help=True)
app.add_typer(seeds, name="seeds")
people = typer.Typer(help="办公室人员：登记、密码、离任、返岗。", no_args_is_help=True)
app.add_typer(people, name="people")
draw = typer.Typer(help="抽签记录。", no_args_is_help=True)
app.add_typer(draw, name="draw")
dossier = typer.Typer(help="案卷：导出、按届导出、核对、公钥。", no_args_is_help=True)
app.add_typer(dossier, name="dossier")
monitoring = typer.Typer(help="返困监测：收下月度数据、登记突发情况。", no_args_is_help=True)
app.add_typer(monitoring, name="monitoring")
app.add_typer(sheet, name="sheet")


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


@draw.command("verify")
def draw_verify(file: Annotated[Path, typer.Argument(help="抽签记录（JSON）")]) -> None:
    """按记录里的种子重抽一遍并核对：不需要数据库和网络。相同为 0，不同为 1，文件读不懂为 2。"""
    from runtime.commands import draw as command

    sys.exit(command.verify(file))


@app.command(hidden=True)
def migration(name: Annotated[str, typer.Argument(help="例如 add ballots")]) -> None:
    """由模型的改动写出迁移文件（开发者用）。"""
    from runtime.commands import new_migration as command

    command.run(name)


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


@seeds.command("picture")
def seeds_picture(
    file: Annotated[Path, typer.Argument(help="流程定义（YAML）")],
    out: Annotated[Path | None, typer.Option("--out", help="写入的文件（.svg）；不写则输出到屏幕")] = None,
) -> None:
    """把流程定义画成 SVG。"""
    from engine.picture import picture
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
