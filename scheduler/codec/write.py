"""JSON data from dataclasses."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from scheduler.codec.hints import fields_of

PLAIN = {str, int, float, bool, type(None)}
"""Told as they are; they are most of all values."""


def dump(value: Any, *, columnar: bool = False) -> Any:
    """JSON data for a dataclass, defaults left out; ``columnar`` turns tables into columns."""
    if dataclasses.is_dataclass(value):
        return {
            s.name: v if type(v) in PLAIN else dump(v, columnar=columnar)
            for s in fields_of(cast("type", type(value)))
            if (v := getattr(value, s.name)) != s.default or s.required
        }
    if not isinstance(value, tuple):
        return value
    if columnar and value and all(dataclasses.is_dataclass(v) for v in value):
        return {"columns": _columns(value)}
    return [dump(v) for v in value]


def _columns(rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    table = {}
    for spec in fields_of(cast("type", type(rows[0]))):
        values = [getattr(r, spec.name) for r in rows]
        if spec.required or any(v != spec.default for v in values):
            table[spec.name] = [dump(v) for v in values]
    return table
