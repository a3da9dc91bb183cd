"""Work that goes on in a thread beside the search, and ends with it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """One piece of work, begun at once; it is asked to end when nobody waits for it any more."""

    def __init__(
        self, work: Callable[[Callable[[], bool]], T], too_late: Callable[[], bool]
    ) -> None:
        self._given_up = threading.Event()
        self._thread = ThreadPoolExecutor(1)
        self._work = self._thread.submit(work, lambda: self._given_up.is_set() or too_late())

    def found(self) -> T:
        """What came of it; waits for its end."""
        return self._work.result()

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._given_up.set()
        self._thread.shutdown()
