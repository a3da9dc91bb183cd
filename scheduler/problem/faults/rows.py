"""Faults of rows: what they are called and what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scheduler.codec.fault import Fault

Found = Iterator[Fault]


def known(path: str, rows: Iterable[Any], field: str, ids: set[str]) -> Found:
    """The field is empty or names one of ``ids``."""
    for i, row in enumerate(rows):
        if getattr(row, field):
            yield from _one_of(f"{path}[{i}].{field}", getattr(row, field), ids)


def needed(path: str, rows: Iterable[Any], field: str, ids: set[str]) -> Found:
    """The field names one of ``ids``."""
    for i, row in enumerate(rows):
        yield from _one_of(f"{path}[{i}].{field}", getattr(row, field), ids)


def listed(path: str, rows: Iterable[Any], field: str, ids: set[str]) -> Found:
    """Each entry of the list is one of ``ids``."""
    for i, row in enumerate(rows):
        for j, value in enumerate(getattr(row, field) or ()):
            yield from _one_of(f"{path}[{i}].{field}[{j}]", value, ids)


def _one_of(path: str, value: str, ids: set[str]) -> Found:
    if value not in ids:
        yield Fault(path, f"no such id: {value!r}")


def repeated(table: str, rows: Iterable[Any], *fields: str) -> Found:
    """Rows that have the same key as one before."""
    seen: set[tuple[Any, ...]] = set()
    for i, row in enumerate(rows):
        key = tuple(getattr(row, field) for field in fields)
        if key in seen:
            path = f"{table}[{i}].{fields[-1]}"
            yield Fault(path, f"{' and '.join(map(repr, key))} is used twice")
        seen.add(key)


def unnamed(path: str, rows: Iterable[Any]) -> Found:
    """Rows whose id is empty: that is how a field says that it names nothing."""
    for i, row in enumerate(rows):
        if not row.id:
            yield Fault(f"{path}[{i}].id", "is empty")


def below(path: str, row: Any, fields: Iterable[str], least: int = 0) -> Found:
    """Numbers that are too small; a field that is ``None`` does not bind."""
    for field in fields:
        value = getattr(row, field)
        if value is not None and value < least:
            yield Fault(f"{path}.{field}", f"is below {least}")
