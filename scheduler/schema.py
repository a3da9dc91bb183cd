"""The published JSON Schemas, made from the same dataclasses the reader uses.

``python -m scheduler.schema`` writes them to ``scheduler/schemas``.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from pathlib import Path
from typing import Any

from scheduler.certificate import Certificate
from scheduler.codec.hints import fields_of, optional_of
from scheduler.events import events_schema
from scheduler.plan import Plan
from scheduler.problem import Problem

FOLDER = Path(__file__).parent / "schemas"
SCALARS = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
}


def schema_of(kind: type, title: str) -> dict[str, Any]:
    """Draft 2020-12 schema of a dataclass and all it holds."""
    defs: dict[str, Any] = {}
    _define(kind, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "$ref": f"#/$defs/{kind.__name__}",
        "$defs": dict(sorted(defs.items())),
    }


def _define(kind: type, defs: dict[str, Any]) -> None:
    if kind.__name__ in defs:
        return
    defs[kind.__name__] = {}
    specs = fields_of(kind)
    defs[kind.__name__] = {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {s.name: _schema(s.hint, defs) for s in specs},
        "required": [s.name for s in specs if s.required],
        "additionalProperties": False,
    }


def _schema(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    inner = optional_of(hint)
    if inner is not None:
        return {"anyOf": [_schema(inner, defs), {"type": "null"}]}
    if dataclasses.is_dataclass(hint):
        _define(typing.cast("type", hint), defs)
        return {"$ref": f"#/$defs/{typing.cast('type', hint).__name__}"}
    if typing.get_origin(hint) is tuple:
        return _tuple(typing.get_args(hint), defs)
    return dict(SCALARS[hint])


def _tuple(args: tuple[Any, ...], defs: dict[str, Any]) -> dict[str, Any]:
    if args[-1] is not Ellipsis:
        return {
            "type": "array",
            "prefixItems": [_schema(a, defs) for a in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    rows = {"type": "array", "items": _schema(args[0], defs)}
    if not dataclasses.is_dataclass(args[0]):
        return rows
    return {"anyOf": [rows, _columnar(typing.cast("type", args[0]), defs)]}


def _columnar(kind: type, defs: dict[str, Any]) -> dict[str, Any]:
    """A table written as columns."""
    specs = fields_of(kind)
    columns = {s.name: {"type": "array", "items": _schema(s.hint, defs)} for s in specs}
    inner = {"type": "object", "properties": columns, "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"columns": inner},
        "required": ["columns"],
        "additionalProperties": False,
    }


def schemas() -> dict[str, dict[str, Any]]:
    """File name to schema."""
    return {
        "problem.v1.json": schema_of(Problem, "Tarjuman scheduling problem, version 1"),
        "plan.v1.json": schema_of(Plan, "Tarjuman plan, version 1"),
        "certificate.v1.json": schema_of(Certificate, "Tarjuman certificate, version 1"),
        "events.v1.json": events_schema(_define, "Tarjuman events, version 1"),
    }


def write() -> None:
    """Write the schema files."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=1, ensure_ascii=False)
        (FOLDER / name).write_text(text + "\n")


if __name__ == "__main__":
    write()
