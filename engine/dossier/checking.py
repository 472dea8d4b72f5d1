"""All checks of a dossier, in the order in which they are told."""

from engine.dossier import contents, destroyed, draws, fields, history, reached, scores, shown, votes, windows
from engine.dossier.findings import Checking, Verdict, verdict
from engine.dossier.reading import Dossier

CHECKS: tuple[tuple[str, str, Checking[Dossier]], ...] = (
    ("contents", "目录与摘要", contents.contents),
    ("attachments", "附件齐全", contents.attachments),
    ("chain", "办理记录的哈希链", history.chain),
    ("replay", "按记录推演与现状一致", history.replay),
    ("definition", "流程定义与版本号", history.definition),
    ("destroyed", "个人信息的销毁", destroyed.destroyed),
    ("fields", "不公开的栏目", fields.fields),
    ("votes", "票决的人数与比例", votes.votes),
    ("scores", "评分与计分", scores.scores),
    ("draws", "抽签可以重抽", draws.draws),
    ("publicity", "公示的起止日期", windows.windows),
    ("shown", "公示过的内容", shown.shown),
    ("reached", "公示页面可以访问", reached.reached),
)


def check(dossier: Dossier) -> list[Verdict]:
    """Every check's verdict; one that fails keeps no other from being made."""
    return [verdict(key, title, checking, dossier) for key, title, checking in CHECKS]
