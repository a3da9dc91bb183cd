"""Dataclasses from JSON data; every fault is noted with its path."""

from __future__ import annotations

import dataclasses
import functools
import typing
from typing import Any, cast

from scheduler.codec.fault import Fault
from scheduler.codec.hints import fields_of, optional_of
from scheduler.codec.scalars import SCALARS, Reader, kind_of


@functools.cache
def reader(hint: Any) -> Reader:
    """A function that reads JSON of this type, noting faults."""
    inner = optional_of(hint)
    if inner is not None:
        read_inner = reader(inner)
        return lambda raw, path, faults: None if raw is None else read_inner(raw, path, faults)
    if dataclasses.is_dataclass(hint):
        return _record(cast("type", hint))
    if typing.get_origin(hint) is tuple:
        return _tuple(typing.get_args(hint))
    return SCALARS[hint]


def _tuple(args: tuple[Any, ...]) -> Reader:
    if args[-1] is not Ellipsis:
        return _fixed(args)
    if dataclasses.is_dataclass(args[0]):
        return _table(cast("type", args[0]))
    item = reader(args[0])

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not list:
            faults.append(Fault(path, f"expected a list, found {kind_of(raw)}"))
            return ()
        if args[0] is str and all(type(x) is str for x in raw):
            return tuple(raw)
        return tuple(item(x, f"{path}[{i}]", faults) for i, x in enumerate(raw))

    return read


def _fixed(args: tuple[Any, ...]) -> Reader:
    items = [reader(a) for a in args]

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not list or len(raw) != len(items):
            found = f"one of {len(raw)}" if type(raw) is list else kind_of(raw)
            faults.append(Fault(path, f"expected a list of {len(items)}, found {found}"))
            return (0,) * len(items)
        pairs = enumerate(zip(items, raw, strict=True))
        return tuple(f(x, f"{path}[{i}]", faults) for i, (f, x) in pairs)

    return read


def _table(kind: type) -> Reader:
    row = reader(kind)

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        rows = _rows(raw, path, faults)
        return tuple(row(x, f"{path}[{i}]", faults) for i, x in enumerate(rows))

    return read


def _rows(raw: Any, path: str, faults: list[Fault]) -> list[Any]:
    if type(raw) is list:
        return raw
    columns = raw.get("columns") if type(raw) is dict and set(raw) == {"columns"} else None
    if type(columns) is not dict or any(type(c) is not list for c in columns.values()):
        faults.append(Fault(path, 'expected a list of rows or {"columns": {name: list}}'))
        return []
    if len({len(c) for c in columns.values()}) > 1:
        faults.append(Fault(path, "columns differ in length"))
        return []
    names = list(columns)
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(names, values, strict=True)) for values in rows]


def _record(kind: type) -> Reader:
    specs = fields_of(kind)
    readers = {s.name: reader(s.hint) for s in specs}

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not dict:
            faults.append(Fault(path or "$", f"expected an object, found {kind_of(raw)}"))
            return None
        dot = f"{path}." if path else ""
        values: dict[str, Any] = {}
        for key, value in raw.items():
            found = readers.get(key)
            if found is None:
                faults.append(Fault(f"{dot}{key}", "unknown field"))
            else:
                values[key] = found(value, f"{dot}{key}", faults)
        lacking = [s.name for s in specs if s.required and s.name not in values]
        faults.extend(Fault(f"{dot}{name}", "is required") for name in lacking)
        return None if lacking else kind(**values)

    return read
