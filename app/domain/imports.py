"""Lists that are brought in from files: their rows, and what is wrong with them."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.requests import NewRequest
from app.domain.said import Sentence

T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in a file; row 1 is the header, row 0 the file as a whole."""

    row: int
    column: str
    problem: Sentence


@dataclass(frozen=True)
class Line(Generic[T]):
    """One row of a file, read."""

    row: int
    value: T


@dataclass(frozen=True)
class CodedRequest:
    """A request as a file names it. ``request`` is complete but for the ids of these codes."""

    authority: str
    site: str
    officer: str | None
    request: NewRequest
