"""Gunicorn's own logs, of errors and of access, redacted like the service's."""

from typing import Any

from gunicorn.glogging import Logger

from app.ops.redaction import RedactingFormatter


class RedactingLogger(Logger):  # type: ignore[misc]
    """Gunicorn's logger with every handler's lines redacted."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                if handler.formatter is not None:
                    handler.setFormatter(RedactingFormatter(handler.formatter))
