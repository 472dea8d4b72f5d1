"""Troubles that are not bugs of ours, as one sentence for the person at the terminal."""

import psycopg
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.exc import OperationalError

from engine.refusals import Refusal
from runtime.embedded import EmbeddedFailed


class CannotStart(RuntimeError):
    """无法启动。The message is the sentence shown."""


def sentence_of(problem: Exception) -> str | None:
    """What to tell the person; None when the problem is a bug and its traceback is wanted."""
    if isinstance(problem, CannotStart | EmbeddedFailed):
        return str(problem)
    if isinstance(problem, ValidationError) and problem.title == "Settings":
        return "；".join(_wrong_setting(error) for error in problem.errors())
    if isinstance(problem, Refusal):
        return problem.sentence
    if isinstance(problem, OperationalError | psycopg.OperationalError):
        cause = problem.orig if isinstance(problem, OperationalError) else problem
        return f"数据库连接不上：{str(cause).strip()}"
    return None


def _wrong_setting(error: ErrorDetails) -> str:
    name = "_".join(str(part) for part in error["loc"]).upper()
    return f"设置 BANSHI_{name} 不对：{error['msg']}"
