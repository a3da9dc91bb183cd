"""The rows of one list: all are added, or none and every fault is told."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from app.domain.errors import ForbiddenError, PoolError
from app.domain.imports import Fault, Line
from app.domain.said import said

T = TypeVar("T")


def all_or_nothing(
    session: Session,
    lines: Sequence[Line[T]],
    twins: Iterable[Fault],
    add: Callable[[T], object],
    *,
    save: bool,
) -> list[Fault]:
    """Try every row; keep them all when none has a fault and they are to be saved."""
    faults = list(twins)
    skipped = {fault.row for fault in faults}
    attempt = session.begin_nested()
    for line in lines:
        if line.row not in skipped:
            faults += _try(session, line, add)
    if faults or not save:
        attempt.rollback()
    else:
        attempt.commit()
    return sorted(faults)


def _try(session: Session, line: Line[T], add: Callable[[T], object]) -> Iterator[Fault]:
    """Add one row; what is wrong with it undoes this row only, so that the next is tried too."""
    try:
        with session.begin_nested():
            add(line.value)
    except ForbiddenError as error:
        yield Fault(line.row, "authority", error.message)
    except PoolError as error:
        fields = error.fields or {"": error.message}
        yield from (Fault(line.row, column, problem) for column, problem in fields.items())


def repeated(
    lines: Iterable[Line[T]], key: Callable[[T], Hashable], column: str
) -> Iterator[Fault]:
    """A fault of `column` for each row with the same key as an earlier one."""
    first: dict[Hashable, int] = {}
    for line in lines:
        earlier = first.setdefault(key(line.value), line.row)
        if earlier != line.row:
            problem = said("Row {earlier} says the same; remove one of the two.", earlier=earlier)
            yield Fault(line.row, column, problem)
