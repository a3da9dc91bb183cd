"""Explanations as data, each with short sentences that can be translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scheduler.plan import Step, Tier
from scheduler.repair import Replacement

Value = str | int


MONEY = frozenset({"price", "cost", "cents"})


def _shown(name: str, value: Value) -> Value:
    return f"{int(value) / 100:.2f} €" if name in MONEY else value


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template in English and its values; ``text`` is the two together.

    Of the values, ``MONEY`` are cents; ``member``, ``seats``, ``rule`` and ``name`` are ids.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def text(self) -> str:
        return self.template.format(**{name: _shown(name, v) for name, v in self.values})


@dataclass(frozen=True, slots=True)
class Block:
    """One rule that keeps a member from a seat."""

    rule: str
    message: str
    seats: tuple[str, ...] = ()
    """Other seats it is about."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The member whom the fewest rules keep from an open seat."""

    member: str
    start: int
    modality: str
    blocks: tuple[Block, ...]
    """Empty: the member could serve it now."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One rule given way to, with which an open seat is served: the referee agrees."""

    kind: str
    """``earlier``, ``later``, ``video``, ``dialect``, ``lodging``, ``other_country`` or ``cap``."""
    member: str
    start: int
    modality: str
    price: int
    """What it adds to the value below coverage: changes, quality, money and fairness."""
    tiers: tuple[Tier, ...]
    """Change of each tier."""
    displaced: tuple[str, ...] = ()
    """Seats that must give way."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what a served seat costs."""

    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one seat in one plan."""

    seat: str
    covered: bool
    sentences: tuple[Sentence, ...]
    code: str = ""
    """Of an open seat: the code of its reason."""
    steps: tuple[Step, ...] = ()
    nearest: Nearest | None = None
    relaxation: Relaxation | None = None
    """The cheapest one."""
    displacing: Replacement | None = None
    """Without relaxing anything: the best member if another seat gives way."""
    member: str = ""
    """Of a served seat: who serves it."""
    parts: tuple[Part, ...] = ()
    next: Replacement | None = None
    """Who would serve it otherwise, and the difference."""

    def to_json(self) -> dict[str, Any]:
        """JSON data, the texts among them."""
        from scheduler.codec.write import dump

        told = [
            {"text": s.text, "template": s.template, "values": dict(s.values)}
            for s in self.sentences
        ]
        data: dict[str, Any] = dump(self)
        return {**data, "sentences": told}
