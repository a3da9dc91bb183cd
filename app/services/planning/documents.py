"""Problems and plans as they are kept: JSON, compressed."""

import gzip
import json
from typing import Any

from scheduler.plan import Plan, plan_from_json


def pack(data: Any) -> bytes:
    """Compressed JSON; the same data give the same bytes."""
    return gzip.compress(json.dumps(data, separators=(",", ":")).encode(), mtime=0)


def unpack_plan(document: bytes) -> Plan:
    return plan_from_json(json.loads(gzip.decompress(document)))
