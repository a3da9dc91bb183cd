"""Cells of the members' list that hold several facts: ``pbu both 4 reads | srp into 3``."""

import re
from datetime import date

from app.domain.members import Clearance, Completed, Permit, Qualification, Skill, Weekly
from app.domain.procedures import ProcedureCode
from app.domain.said import said
from app.domain.vocabulary import Direction, TrainingTopic
from app.importing.fields import DAYS, CellError, day, list_of, one_of, whole

DIALECT, DIRECTION, LEVEL, READS = 0, 1, 2, 3
HOURS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?\s+(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


def skill(cell: str) -> Skill:
    words = cell.lower().split()
    shape = len(words) in (LEVEL + 1, READS + 1)
    if not shape or (len(words) > READS and words[READS] != "reads"):
        raise CellError(
            said("{cell!r}: write dialect, direction and level, like pbu both 4 reads.", cell=cell)
        )
    direction: Direction = one_of(Direction)(words[DIRECTION])
    return Skill(words[DIALECT], direction, whole(words[LEVEL]), reads_script=len(words) > READS)


def weekly(cell: str) -> tuple[Weekly, ...]:
    """``mon-fri 08:00-16:00`` as one window a day."""
    found = HOURS.fullmatch(cell.lower())
    if not found or any(name not in DAYS for name in found.group(1, 2) if name):
        raise CellError(
            said("{cell!r}: write days and hours, like mon-fri 08:00-16:00.", cell=cell)
        )
    first = DAYS.index(found[1])
    last = DAYS.index(found[2] or found[1])
    start, end = (int(found[h]) * 60 + int(found[m]) for h, m in ((3, 4), (5, 6)))
    if last < first:
        raise CellError(said("{cell!r}: the first day comes after the last.", cell=cell))
    return tuple(Weekly(weekday, start, end) for weekday in range(first, last + 1))


def availability(cell: str) -> tuple[Weekly, ...]:
    return tuple(window for windows in list_of(weekly)(cell) for window in windows)


def qualification(cell: str) -> Qualification:
    name, days = _dated(cell, 1, 2, "INT 2025-01-31")
    return Qualification(one_of(ProcedureCode)(name), days[0], _second(days))


def training(cell: str) -> Completed:
    name, days = _dated(cell, 1, 2, "children 2025-01-31")
    return Completed(one_of(TrainingTopic)(name), days[0], _second(days))


def clearance(cell: str) -> Clearance:
    name, days = _dated(cell, 2, 2, "RS 2026-01-31 2028-01-31")
    return Clearance(name.upper(), days[0], days[1])


def permit(cell: str) -> Permit:
    name, days = _dated(cell, 0, 1, said("RS, or RS 2027-01-31"))
    return Permit(name.upper(), days[0] if days else None)


def _dated(cell: str, least: int, most: int, example: str) -> tuple[str, list[date]]:
    """A name and the days after it."""
    name, *rest = cell.split()
    if not least <= len(rest) <= most:
        raise CellError(said("{cell!r}: write it like {example}.", cell=cell, example=example))
    return name, [day(word) for word in rest]


def _second(days: list[date]) -> date | None:
    return days[1] if len(days) > 1 else None
