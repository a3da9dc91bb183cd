"""One form files one thing: the form's token together with what was written in it."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from app.domain.requests import NewRequest


def fingerprint(new: NewRequest) -> str | None:
    """The same for the same form sent twice; None for a request that no form sent.

    A form whose content was changed after it was sent asks for another thing.
    """
    if not new.form_token:
        return None
    content = json.dumps(asdict(new), sort_keys=True, default=_plain)
    return hashlib.sha256(content.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, Collection) else str(value)
