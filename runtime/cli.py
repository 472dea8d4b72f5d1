"""The command line: ``banshi``. Words and options only; the work is in ``runtime/commands``."""

import sys

import typer

from runtime.complaints import sentence_of

app = typer.Typer(
    name="banshi",
    help="办事：工会审批与活动。各命令的设置见环境变量 BANSHI_*（runtime/settings.py）。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _banshi() -> None:
    """One word after ``banshi`` even while there is a single command."""


@app.command()
def migrate() -> None:
    """把数据库结构升级到最新版本。"""
    from runtime.commands import migrate as command  # noqa: PLC0415 - a command loads its own parts only

    command.run()


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
