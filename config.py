"""Settings from the environment, read once at start.

Every fault is reported at once, each naming its variable and the remedy. Secrets never show in
a `repr`, a log line or an error.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent
MINIMUM_KEY_LENGTH = 32
#: With much less, the numerical libraries hang at start instead of saying so.
LEAST_SOLVE_MEMORY_MB = 1024


class Environment(StrEnum):
    """Where the service runs; production refuses to start without its secrets."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"
    TEST = "test"


class SettingsError(Exception):
    """The environment is not fit to start with; `faults` has one sentence a variable."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(f"Tarjuman cannot start; the environment needs mending:\n{lines}")


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """The account SMS go out from. `sender` is a number in E.164 or a messaging service `MG...`."""

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    auth_token_secondary: str | None = field(default=None, repr=False)
    api_base: str | None = None

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The tokens a webhook may be signed with; two while one is being changed."""
        return tuple(token for token in (self.auth_token, self.auth_token_secondary) if token)


@dataclass(frozen=True, slots=True)
class AndroidSettings:
    """An account of SMS Gate, whose phones send where Twilio is away. `signing_key` is the one
    that the phone signs its webhooks with."""

    url: str
    login: str
    password: str = field(repr=False)
    signing_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that differs from one installation to the next.

    `database_url` is `None` when the trial database in `instance_path` is to be used.
    `twilio` is `None` when SMS go to the simulator. `trusted_proxies` is how many proxies of our
    own stand before the web processes: so many addresses they report are believed.
    """

    environment: Environment
    secret_key: str = field(repr=False)
    database_url: str | None = field(repr=False)
    instance_path: Path
    port: int
    public_base_url: str
    twilio: TwilioSettings | None
    solve_seconds: int
    solve_memory_mb: int
    trusted_proxies: int = 0
    #: A second provider of SMS; `None` where there is none.
    android: AndroidSettings | None = None
    #: A plan for more members than that is solved in parts, by all workers together.
    solve_part_members: int = 1000
    #: Whether the clock may be hurried: a demonstration's alone.
    simulated_clock: bool = False

    @property
    def has_provider(self) -> bool:
        """Whether messages go to real phones."""
        return self.twilio is not None or self.android is not None

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION


class _Reader:
    """Reads variables, collecting what is wrong with them instead of stopping at the first."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.faults: list[str] = []

    def text(self, name: str) -> str | None:
        return self._environ.get(name, "").strip() or None

    def whole(self, name: str, default: int, minimum: int, maximum: int) -> int:
        raw = self.text(name)
        if raw is None:
            return default
        if raw.isascii() and raw.isdigit() and minimum <= int(raw) <= maximum:
            return int(raw)
        self.faults.append(
            f"{name} is {raw!r}: give a whole number from {minimum} to {maximum}, or unset it "
            f"for {default}."
        )
        return default

    def web_address(self, name: str) -> str | None:
        raw = self.text(name)
        if raw is None:
            return None
        if _scheme(raw) in {"http", "https"} and _host(raw):
            return raw.rstrip("/")
        self.faults.append(
            f"{name} is {raw!r}: give a full address that starts with http:// or https://."
        )
        return None

    def ask_for_rest(self, prefix: str, required: Mapping[str, str], otherwise: str) -> None:
        """A fault for each required variable that is not set while others of its kind are."""
        self.faults += [
            f"{name} is not set while other {prefix} variables are: set it to {meaning}, or "
            f"{otherwise}."
            for name, meaning in required.items()
            if not self.text(name)
        ]

    def environment(self) -> Environment:
        raw = self.text("TARJUMAN_ENV") or Environment.DEVELOPMENT
        if raw in set(Environment):
            return Environment(raw)
        self.faults.append(
            f"TARJUMAN_ENV is {raw!r}: set it to one of {', '.join(Environment)}, or unset it for "
            f"{Environment.DEVELOPMENT}."
        )
        return Environment.DEVELOPMENT

    def database_url(self) -> str | None:
        raw = self.text("DATABASE_URL")
        if raw is None:
            return None
        scheme = _scheme(raw)
        if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
            return f"postgresql+psycopg{raw[len(scheme) :]}"
        self.faults.append(
            "DATABASE_URL is not a PostgreSQL address: write it as "
            "postgresql://user:password@host:5432/database, or unset it for the trial database."
        )
        return None


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of this process. Raises `SettingsError` with every fault found."""
    reader = _Reader(environ)
    environment = reader.environment()
    instance_path = Path(reader.text("INSTANCE_PATH") or PROJECT / "instance").resolve()
    port = reader.whole("PORT", 8000, 1, 65535)
    database_url = reader.database_url()
    secret_key = reader.text("SECRET_KEY")
    public_base_url = reader.web_address("PUBLIC_BASE_URL")
    twilio = _read_twilio(reader)
    android = _read_android(reader)
    solve_seconds = reader.whole("SOLVE_SECONDS", 30, 1, 3600)
    solve_memory_mb = reader.whole("SOLVE_MEMORY_MB", 4096, LEAST_SOLVE_MEMORY_MB, 1_048_576)
    solve_part_members = reader.whole("SOLVE_PART_MEMBERS", 1000, 1, 1_000_000)
    trusted_proxies = reader.whole("TRUSTED_PROXIES", 0, 0, 5)
    simulated_clock = reader.text("SIMULATED_CLOCK") == "1"
    if simulated_clock:
        _check_simulated_clock(reader, environment, reaches_phones=bool(twilio or android))
    _check_key(reader, secret_key)
    if environment is Environment.PRODUCTION:
        _check_production(reader, public_base_url)
    if reader.faults:
        raise SettingsError(reader.faults)
    return Settings(
        environment=environment,
        secret_key=secret_key or _development_key(instance_path),
        database_url=database_url,
        instance_path=instance_path,
        port=port,
        public_base_url=public_base_url or f"http://127.0.0.1:{port}",
        twilio=twilio,
        solve_seconds=solve_seconds,
        solve_memory_mb=solve_memory_mb,
        solve_part_members=solve_part_members,
        trusted_proxies=trusted_proxies,
        android=android,
        simulated_clock=simulated_clock,
    )


_TWILIO_REQUIRED = {
    "TWILIO_ACCOUNT_SID": "the account's SID, AC...",
    "TWILIO_AUTH_TOKEN": "the account's primary auth token",
    "TWILIO_FROM": "a number in E.164 (+381...) or a messaging service SID (MG...)",
}


def _read_twilio(reader: _Reader) -> TwilioSettings | None:
    """The Twilio account; `None` when no variable of it is set. Half an account is a fault."""
    api_base = reader.web_address("TWILIO_API_BASE")
    secondary = reader.text("TWILIO_AUTH_TOKEN_SECONDARY")
    values = {name: reader.text(name) for name in _TWILIO_REQUIRED}
    if not any((*values.values(), api_base, secondary)):
        return None
    reader.ask_for_rest("TWILIO_", _TWILIO_REQUIRED, "unset them all for the simulator")
    return TwilioSettings(
        account_sid=values["TWILIO_ACCOUNT_SID"] or "",
        auth_token=values["TWILIO_AUTH_TOKEN"] or "",
        sender=values["TWILIO_FROM"] or "",
        auth_token_secondary=secondary,
        api_base=api_base,
    )


_ANDROID_REQUIRED = {
    "ANDROID_GATEWAY_URL": "the address of the gateway's interface",
    "ANDROID_GATEWAY_LOGIN": "the account's name at the gateway",
    "ANDROID_GATEWAY_PASSWORD": "the account's password at the gateway",
    "ANDROID_GATEWAY_SIGNING_KEY": "the key that the phone signs its webhooks with",
}


def _read_android(reader: _Reader) -> AndroidSettings | None:
    """The phone that is the second provider; `None` when no variable of it is set."""
    values = {name: reader.text(name) for name in _ANDROID_REQUIRED}
    url = reader.web_address("ANDROID_GATEWAY_URL")
    if not any(values.values()):
        return None
    reader.ask_for_rest("ANDROID_GATEWAY_", _ANDROID_REQUIRED, "unset them all")
    return AndroidSettings(
        url=url or "",
        login=values["ANDROID_GATEWAY_LOGIN"] or "",
        password=values["ANDROID_GATEWAY_PASSWORD"] or "",
        signing_key=values["ANDROID_GATEWAY_SIGNING_KEY"] or "",
    )


def _check_key(reader: _Reader, secret_key: str | None) -> None:
    if secret_key is not None and len(secret_key) < MINIMUM_KEY_LENGTH:
        reader.faults.append(
            f"SECRET_KEY is too short: give at least {MINIMUM_KEY_LENGTH} characters, for example "
            'from python3 -c "import secrets; print(secrets.token_urlsafe(48))".'
        )


def _check_simulated_clock(
    reader: _Reader, environment: Environment, *, reaches_phones: bool
) -> None:
    if environment is Environment.PRODUCTION or reaches_phones:
        reader.faults.append(
            "SIMULATED_CLOCK is set, and a clock that can be hurried would send real people texts "
            "at wrong times: unset it, or unset TARJUMAN_ENV=production and the variables of "
            "providers."
        )


_PRODUCTION_REQUIRED = {
    "SECRET_KEY": "set it to the output of "
    'python3 -c "import secrets; print(secrets.token_urlsafe(48))"',
    "DATABASE_URL": "set it to postgresql://user:password@host:5432/database (PostgreSQL 15 or "
    "newer); the trial database is not for production",
    "PUBLIC_BASE_URL": "set it to the https address people reach the service by",
    **{name: f"set it to {meaning}" for name, meaning in _TWILIO_REQUIRED.items()},
}


def _check_production(reader: _Reader, public_base_url: str | None) -> None:
    named = {fault.split()[0] for fault in reader.faults}
    reader.faults += [
        f"{name} is not set, and production needs it: {remedy}."
        for name, remedy in _PRODUCTION_REQUIRED.items()
        if reader.text(name) is None and name not in named
    ]
    if public_base_url is not None and _scheme(public_base_url) != "https":
        reader.faults.append(
            "PUBLIC_BASE_URL is not https: production sends log-in cookies and offer links over "
            "https only."
        )


def _scheme(address: str) -> str:
    return address.partition("://")[0].lower() if "://" in address else ""


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _development_key(instance_path: Path) -> str:
    """The key generated at the first start here and kept, so that log-ins outlive a restart."""
    path = instance_path / "secret_key"
    if not path.exists():
        instance_path.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Writes a private file whole; of two processes at once the first wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
