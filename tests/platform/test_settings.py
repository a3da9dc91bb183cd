"""Settings: every fault at once, no secret ever shown."""

import stat
from pathlib import Path

import pytest

from config import Environment, SettingsError, load_settings

KEY = "a-key-that-is-long-enough-for-anybody"
PRODUCTION = {
    "TARJUMAN_ENV": "production",
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgresql://tarjuman:db-password@db.example/tarjuman",
    "PUBLIC_BASE_URL": "https://tarjuman.example/",
    "TWILIO_ACCOUNT_SID": "AC123",
    "TWILIO_AUTH_TOKEN": "twilio-token",
    "TWILIO_FROM": "+381600000000",
}


def faults(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as refused:
        load_settings(environ)
    return str(refused.value)


def test_nothing_set_is_a_development_with_the_trial_database(tmp_path: Path) -> None:
    settings = load_settings({"INSTANCE_PATH": str(tmp_path)})

    assert settings.environment is Environment.DEVELOPMENT
    assert settings.database_url is None
    assert settings.twilio is None
    assert settings.public_base_url == "http://127.0.0.1:8000"


def test_the_development_key_is_private_and_outlives_a_restart(tmp_path: Path) -> None:
    first = load_settings({"INSTANCE_PATH": str(tmp_path)}).secret_key
    second = load_settings({"INSTANCE_PATH": str(tmp_path)}).secret_key

    assert first == second
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_complete_production_environment_is_accepted(tmp_path: Path) -> None:
    settings = load_settings(PRODUCTION | {"INSTANCE_PATH": str(tmp_path)})

    assert settings.is_production
    assert settings.public_base_url == "https://tarjuman.example"
    assert settings.database_url == (
        "postgresql+psycopg://tarjuman:db-password@db.example/tarjuman"
    )
    assert not (tmp_path / "secret_key").exists()


def test_production_without_its_secrets_names_each_one_at_once() -> None:
    message = faults({"TARJUMAN_ENV": "production"})

    for name in PRODUCTION.keys() - {"TARJUMAN_ENV"}:
        assert message.count(f"- {name} ") == 1


def test_production_refuses_a_plain_http_address() -> None:
    assert "PUBLIC_BASE_URL is not https" in faults(
        PRODUCTION | {"PUBLIC_BASE_URL": "http://tarjuman.example"}
    )


def test_every_unusable_value_is_reported_with_its_remedy() -> None:
    message = faults(
        {
            "TARJUMAN_ENV": "staging",
            "PORT": "70000",
            "SOLVE_SECONDS": "1e3",
            "DATABASE_URL": "mysql://root:db-password@localhost/x",
            "PUBLIC_BASE_URL": "http://[",
            "SECRET_KEY": "short",
        }
    )

    for name in ("TARJUMAN_ENV", "PORT", "SOLVE_SECONDS", "DATABASE_URL", "PUBLIC_BASE_URL"):
        assert f"- {name} is " in message
    assert "SECRET_KEY is too short" in message
    assert "development, production, test" in message


def test_half_a_twilio_account_is_a_fault() -> None:
    message = faults({"TWILIO_ACCOUNT_SID": "AC123"})

    assert "TWILIO_AUTH_TOKEN is not set" in message
    assert "TWILIO_FROM is not set" in message


ANDROID = {
    "ANDROID_GATEWAY_URL": "https://phones.example/3rdparty/v1/",
    "ANDROID_GATEWAY_LOGIN": "office",
    "ANDROID_GATEWAY_PASSWORD": "phone-password",
    "ANDROID_GATEWAY_SIGNING_KEY": "phone-key",
}


def test_a_phone_is_the_second_provider_when_all_of_it_is_set() -> None:
    settings = load_settings(PRODUCTION | ANDROID)

    assert settings.android is not None
    assert settings.android.url == "https://phones.example/3rdparty/v1"
    assert "phone-" not in repr(settings)
    assert "ANDROID_GATEWAY_LOGIN is not set" in faults(ANDROID | {"ANDROID_GATEWAY_LOGIN": ""})


@pytest.mark.parametrize("secret", ["db-password", "twilio-token", "second-token", KEY])
def test_no_secret_is_in_the_settings_as_text(secret: str) -> None:
    settings = load_settings(PRODUCTION | {"TWILIO_AUTH_TOKEN_SECONDARY": "second-token"})

    assert secret not in repr(settings)
    assert settings.twilio is not None
    assert settings.twilio.auth_tokens == ("twilio-token", "second-token")


@pytest.mark.parametrize("secret", ["db-password", "short-key"])
def test_no_secret_is_in_a_report_of_faults(secret: str) -> None:
    message = faults(
        {"DATABASE_URL": "mysql://root:db-password@localhost/x", "SECRET_KEY": "short-key"}
    )

    assert secret not in message
