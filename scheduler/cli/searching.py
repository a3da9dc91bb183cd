"""A search that tells its progress and hands in its best so far whenever it is ended."""

from __future__ import annotations

import json
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from scheduler.plan import Plan
from scheduler.stop import Stop

GRACE = 2.0
"""Seconds after the end of the time in which the search may still hand in its last plan."""
TICK = 0.05
Found = TypeVar("Found")


class Searching(Generic[Found]):
    """A search in a thread of its own.

    So a signal or the end of the time is answered at once with the best so far, whatever the
    search is in the middle of.
    """

    def __init__(
        self,
        search: Callable[[Stop], Iterator[Found]],
        stop: Stop,
        plan_of: Callable[[Found], Plan],
    ) -> None:
        self._search, self._stop, self._plan_of = search, stop, plan_of
        self._found: queue.SimpleQueue[Found | BaseException | None] = queue.SimpleQueue()

    def best(self) -> Found | None:
        """What was found last when the search or its time ended, or a signal came."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.event.set())
        seconds = self._stop.seconds
        deadline = float("inf") if seconds is None else time.monotonic() + seconds + GRACE
        threading.Thread(target=self._run, daemon=True).start()
        return self._await(deadline)

    def _run(self) -> None:
        try:
            for item in self._search(self._stop):
                self._found.put(item)
            self._found.put(None)
        except BaseException as error:  # noqa: BLE001  handed to the main thread
            self._found.put(error)

    def _await(self, deadline: float) -> Found | None:
        best: Found | None = None
        while best is None or not (self._stop.event.is_set() or time.monotonic() > deadline):
            try:
                item = self._found.get(timeout=TICK)
            except queue.Empty:
                continue
            if isinstance(item, BaseException):
                if best is None:
                    raise item
                # A legal plan is worth more than the news that the search for a better one failed.
                print(f"the search ended early: {item!r}", file=sys.stderr)
                return best
            if item is None:
                return best
            best = item
            print(json.dumps(progress(self._plan_of(best))), file=sys.stderr, flush=True)
        return best


def progress(plan: Plan) -> dict[str, float]:
    """One line of progress."""
    return {
        "seconds": plan.seconds,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "seats": plan.seats,
        "seats_covered": plan.seats_covered,
    }
