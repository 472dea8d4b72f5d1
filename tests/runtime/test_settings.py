import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from runtime.complaints import sentence_of
from runtime.settings import Settings
from runtime.wiring import database_url


def test_secrets_are_made_once_and_only_the_owner_may_read_them(tmp_path: Path) -> None:
    first, second = Settings(), Settings()
    place = tmp_path / "office" / "secrets.json"
    assert first.seal_key == second.seal_key
    assert first.secret_key != first.seal_key
    assert len(first.seal_bytes) == 32
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_an_office_whose_secrets_come_from_outside_writes_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("SECRET_KEY", "SEAL_KEY", "PREFECT_AUTH_STRING"):
        monkeypatch.setenv(f"BANSHI_{name}", "ab" * 32)
    assert Settings().seal_bytes == b"\xab" * 32
    assert not (tmp_path / "office").exists()


def test_one_secret_from_outside_goes_before_the_kept_one(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Settings()
    monkeypatch.setenv("BANSHI_PREFECT_AUTH_STRING", "us:them")
    assert Settings().prefect_auth_string.get_secret_value() == "us:them"
    assert Settings().secret_key == kept.secret_key


def test_secrets_do_not_show_in_what_is_printed(settings: Settings) -> None:
    assert settings.seal_key.get_secret_value() not in repr(settings)


def test_addresses_follow_the_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_WEB_PORT", "8500")
    monkeypatch.setenv("BANSHI_PREFECT_PORT", "4300")
    assert Settings().public_url == "http://localhost:8500"
    assert Settings().prefect_api_url == "http://127.0.0.1:4300/api"


def test_without_an_address_the_database_is_the_embedded_one(settings: Settings) -> None:
    assert str(settings.cluster) in database_url(settings).replace("%2F", "/")


def test_a_wrong_setting_is_a_sentence_that_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSHI_WEB_PORT", "eighty")
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "BANSHI_WEB_PORT" in (sentence_of(refused.value) or "")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_explained_to_those_who_operate_the_office(name: str) -> None:
    page = Path(__file__).parents[2] / "docs" / "howto" / "operate.md"
    assert f"`BANSHI_{name.upper()}`" in page.read_text(encoding="utf-8")
