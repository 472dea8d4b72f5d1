"""The composition root: settings become sessions, a clock, channels. Asked by web, flows and commands."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.issuing import Workshop
from models.files import FileStore
from models.sealing import Seal
from notifications.channels import Channel
from notifications.channels.email import EmailChannel, SmtpServer
from notifications.links import Links
from runtime.clock import Clock, DemonstrationClock, SystemClock
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.settings import Settings


@dataclass(frozen=True, slots=True)
class Office:
    """All that a verb needs from outside, for one office."""

    settings: Settings
    database: Database
    clock: Clock
    seal: Seal
    files: FileStore
    channels: Mapping[str, Channel]
    links: Links

    @property
    def workshop(self) -> Workshop:
        """What documents are made with."""
        return Workshop(self.files, self.seal, self.settings.demo, self.settings.public_url)


def open_office(settings: Settings | None = None) -> Office:
    """The office the environment describes. Starts nothing, asks nothing: the database may still be down."""
    settings = settings or Settings()
    database = Database(database_url(settings))
    return Office(
        settings=settings,
        database=database,
        clock=DemonstrationClock(database) if settings.demo else SystemClock(),
        seal=Seal(settings.seal_bytes),
        files=FileStore(settings.data_dir / "files"),
        channels={"email": EmailChannel(_smtp_server(settings))},
        links=Links(settings.public_url),
    )


def database_url(settings: Settings) -> str:
    """The address of our database: the given one, else that of the embedded cluster."""
    return settings.database_url or Embedded(settings.cluster).url("banshi")


def _smtp_server(settings: Settings) -> SmtpServer:
    return SmtpServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.mail_from,
        username=settings.smtp_user or None,
        password=settings.smtp_password.get_secret_value() or None,
        security="starttls" if settings.smtp_starttls else "none",
    )
