"""Dataclasses to and from JSON, driven by their type hints; every fault with its path.

A tuple of dataclasses is a table. It may be written as a list of objects or, columnar, as
``{"columns": {"id": [...], ...}}``. Fields that equal their default are left out.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

Reader = Callable[[Any, str, "list[Fault]"], Any]
MISSING = dataclasses.MISSING
LIMIT = 2**53
"""Numbers are smaller than this, so that every reader of JSON reads them exactly."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: ``path`` like ``sessions[3].start``."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    name: str
    hint: Any
    default: Any
    required: bool


@functools.cache
def fields_of(kind: type) -> tuple[FieldSpec, ...]:
    """The fields of a dataclass with resolved hints."""
    hints = typing.get_type_hints(kind)
    return tuple(
        FieldSpec(f.name, hints[f.name], f.default, f.default is MISSING)
        for f in dataclasses.fields(kind)
    )


def optional_of(hint: Any) -> Any | None:
    """``X`` for ``X | None``, else ``None``."""
    if isinstance(hint, types.UnionType):
        rest = [a for a in typing.get_args(hint) if a is not type(None)]
        return rest[0]
    return None


def _scalar(kind: type, word: str) -> Reader:
    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not kind:
            faults.append(Fault(path, f"expected {word}, found {_name(raw)}"))
        return raw

    return read


def _whole(raw: Any, path: str, faults: list[Fault]) -> Any:
    if type(raw) is not int:
        faults.append(Fault(path, f"expected a whole number, found {_name(raw)}"))
    elif abs(raw) >= LIMIT:
        faults.append(Fault(path, "is too large"))
    return raw


def _number(raw: Any, path: str, faults: list[Fault]) -> float:
    if type(raw) not in (int, float):
        faults.append(Fault(path, f"expected a number, found {_name(raw)}"))
        return 0.0
    if not abs(raw) < LIMIT:  # nor is what is not a number
        faults.append(Fault(path, "is not a finite number of sensible size"))
        return 0.0
    return float(raw)


def _name(raw: Any) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a whole number",
        float: "a number with decimals",
        type(None): "null",
    }
    return names.get(type(raw), type(raw).__name__)


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
    scalars = {
        int: _whole,
        str: _scalar(str, "a text"),
        bool: _scalar(bool, "true or false"),
        float: _number,
    }
    return scalars[hint]


def _tuple(args: tuple[Any, ...]) -> Reader:
    if args[-1] is not Ellipsis:
        return _fixed(args)
    if dataclasses.is_dataclass(args[0]):
        return _table(cast("type", args[0]))
    item = reader(args[0])

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not list:
            faults.append(Fault(path, f"expected a list, found {_name(raw)}"))
            return ()
        if args[0] is str and all(type(x) is str for x in raw):
            return tuple(raw)
        return tuple(item(x, f"{path}[{i}]", faults) for i, x in enumerate(raw))

    return read


def _fixed(args: tuple[Any, ...]) -> Reader:
    items = [reader(a) for a in args]

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not list or len(raw) != len(items):
            found = f"one of {len(raw)}" if type(raw) is list else _name(raw)
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
    readers = {s.name: (reader(s.hint), s) for s in specs}

    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not dict:
            faults.append(Fault(path or "$", f"expected an object, found {_name(raw)}"))
            return None
        dot = f"{path}." if path else ""
        values: dict[str, Any] = {}
        for key, value in raw.items():
            found = readers.get(key)
            if found is None:
                faults.append(Fault(f"{dot}{key}", "unknown field"))
            else:
                values[key] = found[0](value, f"{dot}{key}", faults)
        lacking = [s.name for s in specs if s.required and s.name not in values]
        faults.extend(Fault(f"{dot}{name}", "is required") for name in lacking)
        return None if lacking else kind(**values)

    return read


def dump(value: Any, *, columnar: bool = False) -> Any:
    """JSON data for a dataclass, defaults left out; ``columnar`` turns tables into columns."""
    if dataclasses.is_dataclass(value):
        return {
            s.name: dump(v, columnar=columnar)
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
