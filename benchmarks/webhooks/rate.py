"""Calls at a steady rate, each on a connection of its own: nobody waits for the one before."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from tests.support.provider import sign

TICKS_A_SECOND = 100


@dataclass(frozen=True)
class Call:
    """A call as it goes over the wire."""

    raw: bytes


def signed(path: str, form: Mapping[str, str]) -> Call:
    """A form posted to ``path`` with the provider's signature."""
    body = urlencode(form).encode()
    lines = [f"POST {path} HTTP/1.1", "Host: pool.example", "Connection: close"]
    lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
    lines += [f"{name}: {value}" for name, value in sign(path, form).items()]
    return Call("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def drive(address: str, calls: Sequence[Call], rate: int) -> list[float]:
    """Milliseconds from the moment each call was due to the end of its answer; ``rate`` is calls
    a second, 0 for one after the other. Raises AssertionError for an answer other than 200."""
    return asyncio.run(_drive(address, calls, rate))


async def _drive(address: str, calls: Sequence[Call], rate: int) -> list[float]:
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or 80
    if not rate:
        return [await _one(host, port, call, perf_counter()) for call in calls]
    begun = perf_counter()
    running = []
    for number, call in enumerate(calls):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - perf_counter()))
        running.append(asyncio.create_task(_one(host, port, call, due)))
    return list(await asyncio.gather(*running))


async def _one(host: str, port: int, call: Call, due: float) -> float:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(call.raw)
    answer = await reader.read()
    taken = (perf_counter() - due) * 1000
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200"), answer[:300]
    return taken


def processor_seconds(parent: int) -> float:
    """Processor time of the web processes so far."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    return sum(map(_seconds, [str(parent), *children]))


def _seconds(process: str) -> float:
    stat = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / TICKS_A_SECOND
