"""Numbers, texts and truths from JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scheduler.codec.fault import Fault

Reader = Callable[[Any, str, "list[Fault]"], Any]
"""From JSON data and its path to a value, noting faults."""


LIMIT = 2**53
"""Numbers are smaller than this, so that every reader of JSON reads them exactly."""


def _scalar(kind: type, word: str) -> Reader:
    def read(raw: Any, path: str, faults: list[Fault]) -> Any:
        if type(raw) is not kind:
            faults.append(Fault(path, f"expected {word}, found {kind_of(raw)}"))
        return raw

    return read


def _whole(raw: Any, path: str, faults: list[Fault]) -> Any:
    if type(raw) is not int:
        faults.append(Fault(path, f"expected a whole number, found {kind_of(raw)}"))
    elif abs(raw) >= LIMIT:
        faults.append(Fault(path, "is too large"))
    return raw


def _number(raw: Any, path: str, faults: list[Fault]) -> float:
    if type(raw) not in (int, float):
        faults.append(Fault(path, f"expected a number, found {kind_of(raw)}"))
        return 0.0
    if not abs(raw) < LIMIT:  # nor is what is not a number
        faults.append(Fault(path, "is not a finite number of sensible size"))
        return 0.0
    return float(raw)


def kind_of(raw: Any) -> str:
    """What a reader of JSON calls it."""
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


SCALARS: dict[Any, Reader] = {
    int: _whole,
    str: _scalar(str, "a text"),
    bool: _scalar(bool, "true or false"),
    float: _number,
}
