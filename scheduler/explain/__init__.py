"""Why a seat is served as it is, or by nobody, and what would change that."""

from scheduler.explain.model import Block, Explanation, Nearest, Part, Relaxation, Sentence
from scheduler.explain.seat import explain

__all__ = [
    "Block",
    "Explanation",
    "Nearest",
    "Part",
    "Relaxation",
    "Sentence",
    "explain",
]
