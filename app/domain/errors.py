"""The one tree of errors that services raise; entry points map it to an answer."""

from collections.abc import Mapping

from app.domain.said import Sentence


class PoolError(Exception):
    """A refusal that a person can read: it names the thing and its present state.

    ``fields`` maps a field's name to what is wrong with it and how to mend it.
    """

    def __init__(self, message: Sentence, fields: Mapping[str, Sentence] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class NotFoundError(PoolError):
    """The thing does not exist, or this person may not know that it does."""


class ForbiddenError(PoolError):
    """The person is known but may not do this."""


class InvalidError(PoolError):
    """What was sent cannot be accepted as it is; ``fields`` says where."""


class ConflictError(PoolError):
    """The thing is in another state than the act needs."""


class UnavailableError(PoolError):
    """Something that the act needs is away just now."""
