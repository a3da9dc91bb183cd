"""Work in a thread that ends in good order when its worker is told to stop."""

import asyncio
from collections.abc import Callable
from threading import Event


async def run_until_told(work: Callable[[Callable[[], bool]], object]) -> None:
    """Run ``work`` in a thread. It is given a function that says when to end early."""
    stop = Event()
    running = asyncio.create_task(asyncio.to_thread(work, stop.is_set))
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        await running
        raise
