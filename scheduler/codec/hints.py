"""The fields of a dataclass and what their type hints say."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from typing import Any

MISSING = dataclasses.MISSING


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
