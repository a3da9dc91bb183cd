"""Cells as people write them: dates, times, yes and no, and lists separated by ``|``."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from marshmallow import ValidationError, fields

from app.domain.said import Sentence, said

T = TypeVar("T")

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y.", "%d/%m/%Y")
CLOCKS = ("%H:%M", "%H:%M:%S")
YES, NO = {"yes", "da", "да", "true", "1"}, {"no", "ne", "не", "false", "0"}
#: Digits of Arabic and Persian as a spreadsheet may hold them.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class CellError(ValueError):
    """A cell is not what its column needs; ``problem`` says what is."""

    def __init__(self, problem: Sentence) -> None:
        super().__init__(problem)
        self.problem = problem


class Cell(fields.Field[T], Generic[T]):
    """A cell that one of the readers below understands."""

    def __init__(self, read: Callable[[str], T], **options: Any) -> None:
        super().__init__(**options)
        self._read = read

    def _deserialize(
        self,
        value: Any,
        attr: str | None,  # noqa: ARG002
        data: Mapping[str, Any] | None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> T:
        try:
            return self._read(str(value))
        except CellError as error:
            raise ValidationError(error.problem) from None


def day(cell: str) -> date:
    for form in DATES:
        try:
            return datetime.strptime(cell.translate(DIGITS), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise CellError(
        said("{cell!r} is not a date; write it like 2026-11-30 or 30.11.2026.", cell=cell)
    )


def moment(cell: str) -> datetime:
    """Wall clock of the site, without a zone."""
    words = cell.replace("T", " ").rsplit(" ", 1)
    for form in CLOCKS:
        try:
            clock = datetime.strptime(words[-1].translate(DIGITS), form).time()  # noqa: DTZ007
            return datetime.combine(day(words[0]), clock)
        except ValueError:
            continue
    raise CellError(said("{cell!r} is not a time; write it like 2026-11-30 09:00.", cell=cell))


def flag(cell: str) -> bool:
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    raise CellError(said("{cell!r} is neither yes nor no.", cell=cell))


def whole(cell: str) -> int:
    try:
        return int(cell.translate(DIGITS))
    except ValueError:
        raise CellError(said("{cell!r} is not a whole number.", cell=cell)) from None


def decimal(cell: str) -> float:
    try:
        number = float(cell.translate(DIGITS).replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise CellError(said("{cell!r} is not a number.", cell=cell))
    return number


def cents(cell: str) -> int:
    """Euros, as cents."""
    return round(decimal(cell) * 100)


def one_of(values: type[StrEnum]) -> Callable[[str], Any]:
    """A value of a closed list, in small letters or capitals."""
    known = {value.value.lower(): value for value in values}

    def read(cell: str) -> StrEnum:
        if cell.lower() not in known:
            listed = ", ".join(value.value for value in values)
            raise CellError(
                said("{cell!r} is not known; use one of {listed}.", cell=cell, listed=listed)
            )
        return known[cell.lower()]

    return read


def list_of(read: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    return lambda cell: tuple(read(part.strip()) for part in cell.split("|") if part.strip())


def set_of(values: type[StrEnum]) -> Callable[[str], frozenset[Any]]:
    read = list_of(one_of(values))
    return lambda cell: frozenset(read(cell))


def word(cell: str) -> str:
    return cell


def small(cell: str) -> str:
    return cell.lower()


def capital(cell: str) -> str:
    return cell.upper()
