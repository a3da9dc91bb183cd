"""What a cell of a data file may hold. Each reader raises ValueError that says what is wrong."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

Reader = Callable[[str], Any]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FLAGS = {"yes": True, "no": False}


def text(cell: str) -> str:
    return cell


def required(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return cell


def whole(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a whole number") from None


def decimal(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a number") from None


def day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a date such as 2026-11-30") from None


def flag(cell: str) -> bool:
    if cell not in FLAGS:
        raise ValueError(f"{cell!r} is neither yes nor no")
    return FLAGS[cell]


def weekdays(cell: str) -> int:
    """Names of days as a mask; bit 0 is Monday."""
    if unknown := [name for name in cell.split() if name not in WEEKDAYS]:
        raise ValueError(f"{unknown[0]!r} is not one of {', '.join(WEEKDAYS)}")
    return sum(1 << WEEKDAYS.index(name) for name in set(cell.split()))


def words(cell: str) -> list[str]:
    return cell.split()


def one_of(values: type[StrEnum]) -> Reader:
    def read(cell: str) -> StrEnum:
        try:
            return values(cell)
        except ValueError:
            known = ", ".join(value.value for value in values)
            raise ValueError(f"{cell!r} is not one of {known}") from None

    return read


def many_of(values: type[StrEnum]) -> Reader:
    """Several values as the plain words that an array column holds."""
    single = one_of(values)
    return lambda cell: [str(single(word)) for word in cell.split()]


def optional(read: Reader) -> Reader:
    """An empty cell is None."""
    return lambda cell: read(cell) if cell else None
