"""What differs from one installation to the next."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


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
