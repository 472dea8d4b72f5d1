"""The one place where the environment is read. Each name below is a variable ``BANSHI_<NAME>``."""

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from runtime.kept_secrets import NAMES, kept_secrets

_DATA = Path(".data")
_Port = Field(ge=1, le=65535)


class Settings(BaseSettings):
    """What differs from one office to the next."""

    model_config = SettingsConfigDict(env_prefix="BANSHI_", frozen=True, extra="forbid")

    data_dir: Path = Field(_DATA, description="database, files, mails, logs and secrets of one office")
    host: str = Field("127.0.0.1", description="address the pages listen on")
    trusted_proxies: str = Field(
        "", description="addresses whose X-Forwarded-For is believed, comma-separated; * for all"
    )
    web_port: int = Field(8400, ge=1, le=65535, description="port of the pages")
    prefect_port: int = Field(4200, ge=1, le=65535, description="port of our Prefect server, on loopback")
    smtp_host: str = Field("127.0.0.1", description="mail server that takes our mails")
    smtp_port: int = Field(2525, ge=1, le=65535, description="its port; the built-in mailbox listens here")
    smtp_user: str = Field("", description="name to sign in with; empty: without signing in")
    smtp_password: SecretStr = Field(SecretStr(""), description="password to sign in with")
    smtp_starttls: bool = Field(default=False, description="whether the mail server asks for STARTTLS")
    mail_from: str = Field("办事系统 <banshi@banshi.example>", description="sender of our mails")
    database_url: str | None = Field(None, description="PostgreSQL 15 or newer; empty: the embedded one")
    prefect_database_url: str | None = Field(
        None, description="Prefect's own database; empty: database `prefect` on the same server"
    )
    public_url: str = Field("", description="address people type; empty: http://localhost and the port")
    probe_url: str = Field(
        "", description="where workers find the pages to look at; empty: loopback and the port"
    )
    prefect_api_url: str = Field("", description="Prefect's API; empty: our own server on loopback")
    demo: bool = Field(default=True, description="a demonstration office: invented people, a clock to move")
    demo_year: Literal["2021", "2022", "2024"] = Field(
        "2022",
        description="the year in which a demonstration's clock starts, and whose rules and rounds it has",
    )
    demo_cases: bool = Field(default=True, description="whether a demonstration begins with cases half-way")
    agency_lines: dict[str, str] = Field(
        {}, description="addresses of bodies that are asked about households by HTTP, as JSON by their key"
    )
    worker_limit: int = Field(2, ge=1, le=64, description="flow runs one worker has at a time")
    secret_key: SecretStr = Field(description="signs cookies; made once when not given")
    seal_key: SecretStr = Field(description="64 hex digits; seals personal values; made once when not given")
    prefect_auth_string: SecretStr = Field(description="name:password of Prefect's API; made once")

    @model_validator(mode="before")
    @classmethod
    def _fill_in_secrets(cls, given: dict[str, Any]) -> dict[str, Any]:
        if all(given.get(name) for name in NAMES):
            return given  # several machines share secrets by environment: nothing is written here
        return kept_secrets(Path(given.get("data_dir", _DATA))) | given

    @model_validator(mode="after")
    def _fill_in_addresses(self) -> Self:
        self.__dict__["data_dir"] = self.data_dir.absolute()  # children may start elsewhere
        self.__dict__["public_url"] = self.public_url.rstrip("/") or f"http://localhost:{self.web_port}"
        self.__dict__["probe_url"] = self.probe_url or f"http://127.0.0.1:{self.web_port}"
        self.__dict__["prefect_api_url"] = self.prefect_api_url or f"http://127.0.0.1:{self.prefect_port}/api"
        return self

    @property
    def embedded(self) -> bool:
        """Whether this office runs on the embedded PostgreSQL."""
        return not self.database_url

    @property
    def cluster(self) -> Path:
        """The folder of the embedded PostgreSQL."""
        return self.data_dir / "postgres"

    @property
    def seal_bytes(self) -> bytes:
        """The key for sealing, as bytes. Raises ValueError when it is not written in hex digits."""
        return bytes.fromhex(self.seal_key.get_secret_value())
