"""What the person at the terminal reads when the office is open."""

from runtime.programs import needs_mailbox
from runtime.settings import Settings
from seeds.load import DEMONSTRATION_PASSWORD, demonstration_accounts


def welcome(settings: Settings) -> str:
    """Addresses and, in a demonstration office, the accounts."""
    accounts = _accounts(settings.demo_year) if settings.demo else []
    return "\n".join(["", *_addresses(settings), *accounts, "", "Ctrl-C 停止。"])


def _addresses(settings: Settings) -> list[str]:
    base = settings.public_url
    lines = ["办公室已开门：", f"  登录办理    {base}/sign-in", f"  公示（公开）{base}/publicity"]
    if needs_mailbox(settings):
        lines.append(f"  演示邮件    {base}/mails")
    return [*lines, f"  Prefect     {base}/prefect/（系统管理员登录后）"]


def _accounts(year: str) -> list[str]:
    people = [
        f"  {one.login:<16}{one.unit} {one.title} {one.name}（演示）" for one in demonstration_accounts(year)
    ]
    return ["", f"演示账号（人员均为虚构），密码都是 {DEMONSTRATION_PASSWORD}：", *people]
