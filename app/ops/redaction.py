"""Taking out of the log what must not be read there: links of offers and phone numbers."""

import logging
import re

_LINK = re.compile(r"(/o/)[A-Za-z0-9_\-+/%]+")
#: E.164, as people space it out, and as it stands in an address.
_PHONE = re.compile(r"(?:\+|%2B)[1-9](?:[ \-/.()]{0,2}\d){6,14}(?!\d)", re.IGNORECASE)


def redacted(line: str) -> str:
    """The line with each link's token and each phone number replaced by a mark."""
    return _PHONE.sub("[phone]", _LINK.sub(r"\1[token]", line))


class RedactingFormatter(logging.Formatter):
    """Another formatter's lines, redacted once they are whole: tracebacks too."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self._inner.format(record))
