"""The settings of this process."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from config.keys import development_key
from config.providers import TWILIO_REQUIRED, read_android, read_twilio
from config.reading import Reader, scheme
from config.settings import PROJECT, Settings, SettingsError

MINIMUM_KEY_LENGTH = 32
#: With much less, the numerical libraries hang at start instead of saying so.
LEAST_SOLVE_MEMORY_MB = 1024


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of this process. Raises `SettingsError` with every fault found."""
    reader = Reader(environ)
    told = _read(reader)
    _check(reader, told)
    if reader.faults:
        raise SettingsError(reader.faults)
    return replace(
        told,
        secret_key=told.secret_key or development_key(told.instance_path),
        public_base_url=told.public_base_url or f"http://127.0.0.1:{told.port}",
    )


def _read(reader: Reader) -> Settings:
    """What is told; key and public address are empty where they are not."""
    return Settings(
        environment=reader.environment(),
        instance_path=Path(reader.text("INSTANCE_PATH") or PROJECT / "instance").resolve(),
        port=reader.whole("PORT", 8000, 1, 65535),
        database_url=reader.database_url(),
        secret_key=reader.text("SECRET_KEY") or "",
        public_base_url=reader.web_address("PUBLIC_BASE_URL") or "",
        twilio=read_twilio(reader),
        android=read_android(reader),
        solve_seconds=reader.whole("SOLVE_SECONDS", 30, 1, 3600),
        solve_memory_mb=reader.whole("SOLVE_MEMORY_MB", 4096, LEAST_SOLVE_MEMORY_MB, 1_048_576),
        solve_part_members=reader.whole("SOLVE_PART_MEMBERS", 1000, 1, 1_000_000),
        trusted_proxies=reader.whole("TRUSTED_PROXIES", 0, 0, 5),
        simulated_clock=reader.text("SIMULATED_CLOCK") == "1",
    )


def _check(reader: Reader, told: Settings) -> None:
    """What must hold between settings, and of secrets."""
    if told.simulated_clock and (told.is_production or told.has_provider):
        reader.faults.append(
            "SIMULATED_CLOCK is set, and a clock that can be hurried would send real people texts "
            "at wrong times: unset it, or unset TARJUMAN_ENV=production and the variables of "
            "providers."
        )
    if 0 < len(told.secret_key) < MINIMUM_KEY_LENGTH:
        reader.faults.append(
            f"SECRET_KEY is too short: give at least {MINIMUM_KEY_LENGTH} characters, for example "
            'from python3 -c "import secrets; print(secrets.token_urlsafe(48))".'
        )
    if told.is_production:
        _check_production(reader, told.public_base_url)


_PRODUCTION_REQUIRED = {
    "SECRET_KEY": "set it to the output of "
    'python3 -c "import secrets; print(secrets.token_urlsafe(48))"',
    "DATABASE_URL": "set it to postgresql://user:password@host:5432/database (PostgreSQL 15 or "
    "newer); the trial database is not for production",
    "PUBLIC_BASE_URL": "set it to the https address people reach the service by",
    **{name: f"set it to {meaning}" for name, meaning in TWILIO_REQUIRED.items()},
}


def _check_production(reader: Reader, public_base_url: str) -> None:
    named = {fault.split()[0] for fault in reader.faults}
    reader.faults += [
        f"{name} is not set, and production needs it: {remedy}."
        for name, remedy in _PRODUCTION_REQUIRED.items()
        if reader.text(name) is None and name not in named
    ]
    if public_base_url and scheme(public_base_url) != "https":
        reader.faults.append(
            "PUBLIC_BASE_URL is not https: production sends log-in cookies and offer links over "
            "https only."
        )
