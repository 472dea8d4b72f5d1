"""``banshi mailbox``."""

from runtime.mailbox import catching_mail
from runtime.settings import Settings
from runtime.until_stopped import stop_signal


def run() -> None:
    """Take mails into the Maildir of the data folder until told to stop."""
    settings = Settings()
    stopped = stop_signal()
    with catching_mail(settings.data_dir / "mail", settings.smtp_host, settings.smtp_port):
        stopped.wait()
