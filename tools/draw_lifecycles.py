"""Draw every lifecycle from its table: ``python tools/draw_lifecycles.py > docs/lifecycles.md``."""

import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from app.domain.lifecycles import (  # noqa: E402
    ASSIGNMENT,
    LADDER,
    LEAVE,
    MESSAGE,
    OFFER,
    PLAN,
    PLAN_RUN,
    REQUEST,
    TIMESHEET,
    Lifecycle,
)

HEAD = """# Lifecycles

Drawn from the tables in `app/domain/lifecycles.py` by `tools/draw_lifecycles.py`; a test keeps this
page true. A state changes by compare-and-set with its audit row in the same transaction
(`app/db/transitions.py`), and a CHECK in the database knows the same states.
"""


def draw(lifecycle: Lifecycle[Any]) -> str:
    """One lifecycle as a heading and a Mermaid state diagram."""
    moves = [
        f"    {current} --> {to}"
        for current, targets in lifecycle.moves.items()
        for to in sorted(targets)
    ]
    lines = [f"## {lifecycle.thing}", "", "```mermaid", "stateDiagram-v2"]
    return "\n".join([*lines, f"    [*] --> {lifecycle.first}", *moves, "```", ""])


def page() -> str:
    """The whole page."""
    shown = (REQUEST, ASSIGNMENT, OFFER, LADDER, MESSAGE, TIMESHEET, LEAVE, PLAN, PLAN_RUN)
    drawn = (draw(one) for one in shown)
    return "\n".join([HEAD, *drawn])


if __name__ == "__main__":
    sys.stdout.write(page())
