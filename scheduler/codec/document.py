"""Files of one record: read whole, or refused with every fault."""

from __future__ import annotations

from typing import Any

from scheduler.codec.fault import Fault, FaultyError
from scheduler.codec.read import reader
from scheduler.text import UnreadableError, parsed


def json_of(raw: bytes, refusal: type[FaultyError]) -> Any:
    """JSON data of a file, which may be compressed by gzip."""
    try:
        return parsed(raw)
    except UnreadableError as error:
        raise refusal([Fault("$", str(error))]) from None


def versioned(kind: type, version: int, data: Any, refusal: type[FaultyError]) -> Any:
    """The record of this kind and version in parsed JSON."""
    faults: list[Fault] = []
    found = reader(kind)(data, "", faults)
    if not faults and found.version != version:
        faults.append(Fault("version", f"is {found.version}; this reader knows {version}"))
    if faults:
        raise refusal(faults)
    return found
