"""Searches and other work in processes of their own, and searches that end in time."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from scheduler.certificate import Certified
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.stop import Stop

GRACE = 2.0
"""Seconds after the end of the time in which a search may still hand in its last plan."""
P = ParamSpec("P")
T = TypeVar("T")
Answer = Certified | BaseException | None


def in_own_process(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """The answer of a fresh process, whose peak of memory is its own."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(there, function, arguments, named))
    process.start()
    there.close()
    try:
        answer = here.recv()
    except EOFError:
        process.join()
        raise RuntimeError(f"the process ended with {process.exitcode}") from None
    process.join()
    if isinstance(answer, BaseException):
        raise answer
    found: T = answer
    return found


def _answer(
    there: Connection, function: Callable[..., Any], arguments: tuple[Any, ...], named: Any
) -> None:
    """Whatever a search is still in the middle of ends with the process."""
    try:
        there.send(function(*arguments, **named))
    except BaseException as error:  # noqa: BLE001  raised again where the answer is awaited
        there.send(error)
    there.close()
    os._exit(0)


def plans_until(problem: Problem, seconds: float, seed: int = 0) -> Iterator[Plan]:
    """Refereed plans as they come; none that comes later than the grace allows."""
    return (found.plan for found in certified_until(problem, seconds, seed))


def certified_until(problem: Problem, seconds: float, seed: int = 0) -> Iterator[Certified]:
    """The same, each with the certificate of its bound."""
    found: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    stop, deadline = Stop(seconds), time.monotonic() + seconds + GRACE
    threading.Thread(target=_search, args=(problem, stop, seed, found), daemon=True).start()
    first = found.get()
    while first is not None:
        if isinstance(first, BaseException):
            raise first
        yield first
        try:
            first = found.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            stop.event.set()
            return


def _search(problem: Problem, stop: Stop, seed: int, found: queue.SimpleQueue[Answer]) -> None:
    from scheduler.refereed import certified

    try:
        for one in certified(problem, stop, seed):
            found.put(one)
        found.put(None)
    except BaseException as error:  # noqa: BLE001  raised again where the plans are awaited
        found.put(error)
