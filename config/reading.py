"""Reading variables, with everything that is wrong with them."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from config.settings import Environment


class Reader:
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
        if scheme(raw) in {"http", "https"} and _host(raw):
            return raw.rstrip("/")
        self.faults.append(
            f"{name} is {raw!r}: give a full address that starts with http:// or https://."
        )
        return None

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
        given = scheme(raw)
        if given in {"postgres", "postgresql", "postgresql+psycopg"}:
            return f"postgresql+psycopg{raw[len(given) :]}"
        self.faults.append(
            "DATABASE_URL is not a PostgreSQL address: write it as "
            "postgresql://user:password@host:5432/database, or unset it for the trial database."
        )
        return None


def scheme(address: str) -> str:
    return address.partition("://")[0].lower() if "://" in address else ""


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
