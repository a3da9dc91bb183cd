"""One list from its bytes to the database, or to everything that is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.imports import Fault, Line
from app.domain.said import joined
from app.importing.reading import FileError, RawLine, read_lines
from app.importing.schemas import MemberRow, RequestRow, RowSchema, SiteRow
from app.services import imports

EXAMPLES = Path(__file__).parent / "examples"
#: What stands for a day in an example, and how many days ahead it is.
AHEAD = {"[first day]": 14, "[second day]": 15, "[deadline]": 18}


@dataclass(frozen=True)
class Kind:
    """A list that can be brought in."""

    name: str
    schema: type[RowSchema]
    save: Callable[..., list[Fault]]

    def example(self, today: date) -> bytes:
        """A small file with every column, to start from; its sessions lie two weeks ahead."""
        text = (EXAMPLES / f"{self.name}.csv").read_text(encoding="utf-8")
        for name, days in AHEAD.items():
            text = text.replace(name, (today + timedelta(days=days)).isoformat())
        # Spreadsheets take a file for UTF-8 by its mark.
        return text.encode("utf-8-sig")


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("members", MemberRow, imports.MEMBERS.bring_in),
        Kind("sites", SiteRow, imports.SITES.bring_in),
        Kind("requests", RequestRow, imports.REQUESTS.bring_in),
    )
}


@dataclass(frozen=True)
class Report:
    """How many rows there are, and what is wrong; they are ``saved`` only when nothing is."""

    rows: int
    faults: list[Fault]
    saved: bool


def run(
    session: Session, actor: Actor, now: datetime, kind: Kind, data: bytes, *, dry_run: bool
) -> Report:
    """Bring in a file within the caller's transaction: every row, or none.

    Rows that cannot be read do not hide what is wrong with the others.
    """
    try:
        raw = _raw(kind, data)
    except FileError as error:
        return Report(0, error.faults, saved=False)
    lines, faults = _read(kind.schema(), raw)
    save = not faults and not dry_run
    faults += kind.save(session, actor, now, lines, save=save)
    return Report(len(raw), sorted(faults), saved=save and not faults)


def _raw(kind: Kind, data: bytes) -> list[RawLine]:
    fields = kind.schema().fields
    required = [name for name, field in fields.items() if field.required]
    return read_lines(data, list(fields), required)


def _read(schema: RowSchema, raw: list[RawLine]) -> tuple[list[Line[Any]], list[Fault]]:
    lines: list[Line[Any]] = []
    faults: list[Fault] = []
    for line in raw:
        try:
            lines.append(Line(line.row, schema.load(line.cells)))
        except ValidationError as error:
            faults += [
                Fault(line.row, column, joined(" ", problems))
                for column, problems in error.messages_dict.items()
            ]
    return lines, faults
