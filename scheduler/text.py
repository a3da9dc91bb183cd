"""From the bytes of a file to JSON data."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

GZIP = b"\x1f\x8b"


class UnreadableError(ValueError):
    """A file that is not JSON at all."""


def parsed(raw: bytes) -> Any:
    """JSON data of a file, which may be compressed by gzip."""
    try:
        text = gzip.decompress(raw) if raw[:2] == GZIP else raw
        return json.loads(text)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"is not JSON: {error}") from None
    except RecursionError:
        raise UnreadableError("is not JSON of any use: too deep") from None
