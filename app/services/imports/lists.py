"""The lists that can be brought in, each with what makes two of its rows the same."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from app.domain import permissions
from app.domain.actors import Actor
from app.domain.imports import Fault, Line
from app.domain.permissions import Act
from app.services import audit, joining, sites
from app.services.imports.coded import file_coded, meeting
from app.services.imports.rows import all_or_nothing, repeated

T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A kind of list. Two rows with the same `key` are a fault of `column`."""

    name: str
    column: str
    key: Callable[[T], Hashable]
    add: Callable[[Session, Actor, datetime, T], object]

    def bring_in(
        self, session: Session, actor: Actor, now: datetime, lines: Sequence[Line[T]], *, save: bool
    ) -> list[Fault]:
        """Add every row, or none: the faults say why. Without ``save`` it is only tried."""
        permissions.require(actor, Act.IMPORT)
        twins = repeated(lines, self.key, self.column)
        faults = all_or_nothing(
            session, lines, twins, lambda new: self.add(session, actor, now, new), save=save
        )
        if save and not faults:
            self._record(session, actor, now, len(lines))
        return faults

    def _record(self, session: Session, actor: Actor, now: datetime, rows: int) -> None:
        audit.record(session, actor, now, "list.imported", "list", None, kind=self.name, rows=rows)


MEMBERS = Listing("members", "phone", lambda new: new.phone, joining.add_member)
SITES = Listing("sites", "code", lambda new: new.code, sites.add_site)
REQUESTS = Listing("requests", "case_ref", meeting, file_coded)
"""A request for the same authority, case, procedure and start as one on file is a fault, too."""
