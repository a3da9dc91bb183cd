"""``warm``: compile the inner loops now, so that the first plan need not wait for it."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("warm", help="compile the inner loops into the cache on disk")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Solve something small: everything that is compiled is compiled on the way."""
    from scheduler.generate import made_up
    from scheduler.refereed import solve
    from scheduler.solve import forget_others
    from scheduler.stop import Stop

    forget_others()
    solve(made_up(12, 60, 6, seed=1), Stop(seconds=60))
    return 0
