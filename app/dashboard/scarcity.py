"""Where members are short: the prices of seats by language and hour, as a small table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: More languages are left out, the least scarce first.
MOST_LANGUAGES = 10
#: From so many points on a cell is shaded more darkly; below the first there are members to spare.
BANDS = (100, 1_000, 20_000, 200_000)
THOUSAND, MILLION = 1_000, 1_000_000


@dataclass(frozen=True)
class Cell:
    """One language in one hour."""

    points: str
    level: int
    seats: int


@dataclass(frozen=True)
class Heat:
    """The table: languages by scarcity, hours in order."""

    hours: Sequence[int]
    rows: Mapping[str, Mapping[int, Cell]]
    left_out: int


def heat(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Heat | None:
    """``rows`` are ``scheduler.plan.Scarcity``; None where a plan has no prices."""
    table: dict[str, dict[int, Mapping[str, Any]]] = {}
    for row in rows:
        table.setdefault(row["language"], {})[row["hour"]] = row
    if not table:
        return None
    worst = {code: max(row["price"] for row in hours.values()) for code, hours in table.items()}
    shown = sorted(table, key=lambda code: (-worst[code], code))[:MOST_LANGUAGES]
    hours = sorted({hour for code in shown for hour in table[code]})
    cells = {
        names.get(code, code): {hour: _cell(row) for hour, row in table[code].items()}
        for code in shown
    }
    return Heat(hours, cells, len(table) - len(shown))


def _cell(row: Mapping[str, Any]) -> Cell:
    points = row["price"] / 100
    return Cell(short(points), sum(points >= band for band in BANDS), row["seats"])


def short(points: float) -> str:
    """``85``, ``12k``, ``2.3M``."""
    if points >= MILLION:
        return f"{points / MILLION:.1f}M"
    return f"{points / THOUSAND:.0f}k" if points >= THOUSAND else f"{points:.0f}"
