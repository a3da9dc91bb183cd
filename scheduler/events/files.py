"""Reading and writing events: ``{"version": 1, "events": [{"kind": "decline", ...}, ...]}``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scheduler.codec.document import json_of
from scheduler.codec.fault import Fault, FaultyError
from scheduler.codec.read import reader
from scheduler.codec.write import dump
from scheduler.events.model import KINDS, VERSION, Event

NAMES = {kind: name for name, kind in KINDS.items()}


class EventError(FaultyError):
    """The events cannot be read; ``faults`` lists everything that is wrong."""


def events_from_json(data: Any) -> tuple[Event, ...]:
    """The events in parsed JSON; raises ``EventError`` with every fault and its path."""
    faults: list[Fault] = []
    events = [_event(raw, f"events[{i}]", faults) for i, raw in enumerate(_rows(data, faults))]
    if faults:
        raise EventError(faults)
    return tuple(events)


def _rows(data: Any, faults: list[Fault]) -> list[Any]:
    if type(data) is not dict or type(data.get("events")) is not list:
        faults.append(Fault("$", 'expected {"version": 1, "events": [...]}'))
        return []
    faults.extend(Fault(key, "unknown field") for key in data if key not in ("version", "events"))
    if data.get("version", VERSION) != VERSION:
        faults.append(Fault("version", f"is {data['version']}; this reader knows {VERSION}"))
    rows: list[Any] = data["events"]
    return rows


def _event(raw: Any, path: str, faults: list[Fault]) -> Any:
    name = raw.get("kind") if type(raw) is dict else None
    if type(name) is not str or name not in KINDS:
        faults.append(Fault(f"{path}.kind", f"expected one of {', '.join(KINDS)}"))
        return None
    fields = {key: value for key, value in raw.items() if key != "kind"}
    return reader(KINDS[name])(fields, path, faults)


def events_to_json(events: Sequence[Event]) -> dict[str, Any]:
    """JSON data."""
    return {
        "version": VERSION,
        "events": [{"kind": NAMES[type(event)], **dump(event)} for event in events],
    }


def read_events(path: str | Path) -> tuple[Event, ...]:
    """Events from a ``.json`` or ``.json.gz`` file."""
    return events_from_json(json_of(Path(path).read_bytes(), EventError))


def events_schema(define: Any, title: str) -> dict[str, Any]:
    """Draft 2020-12 schema; ``define`` notes a dataclass and all it holds."""
    defs: dict[str, Any] = {}
    for name, kind in KINDS.items():
        define(kind, defs)
        row = defs[kind.__name__]
        row["properties"] = {"kind": {"const": name}, **row["properties"]}
        row["required"] = ["kind", *row["required"]]
    refs = [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "events": {"type": "array", "items": {"oneOf": refs}},
        },
        "required": ["events"],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }
