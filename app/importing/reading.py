"""From the bytes of a file to its rows, whatever a spreadsheet made of them."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.imports import Fault
from app.domain.said import said

LARGEST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 2_000
MOST_CHARACTERS = 2_000
DELIMITERS = ";\t,"
HEADER = 1


class FileError(Exception):
    """The file cannot be read as a list at all; ``faults`` say why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].problem)
        self.faults = list(faults)


@dataclass(frozen=True)
class RawLine:
    """One row; ``cells`` are trimmed, those that are empty left out."""

    row: int
    cells: dict[str, str]


def read_lines(data: bytes, columns: Sequence[str], required: Sequence[str]) -> list[RawLine]:
    """The file's rows by column. Raises FileError for what is no list of these columns."""
    text = decode(data)
    table = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        rows = [(table.line_num, row) for row in table if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise FileError(
            Fault(
                table.line_num,
                "",
                said("This row cannot be read ({error}); check its quotes.", error=error),
            )
        ) from None
    if not rows:
        raise FileError(Fault(0, "", said("The file is empty; start from the example.")))
    header = [name.strip().lower() for name in rows[0][1]]
    _check_header(header, columns, required)
    _check_rows(rows[1:], len(header))
    return [RawLine(number, _cells(header, row)) for number, row in rows[1:]]


def decode(data: bytes) -> str:
    """The text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1250."""
    if len(data) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1024 // 1024
        raise FileError(
            Fault(0, "", said("The file is larger than {limit} MB; split it.", limit=limit))
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1250"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileError(
        Fault(0, "", said("This is no text file; save the sheet as CSV (UTF-8) and send that."))
    )


def _delimiter(text: str) -> str:
    """What separates the names of the header most often."""
    header = text.lstrip().split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)


def _check_header(header: list[str], columns: Sequence[str], required: Sequence[str]) -> None:
    known = ", ".join(columns)
    faults = [
        Fault(
            HEADER,
            name,
            said(
                "There is no column {name!r}; remove it. The columns are {known}.",
                name=name,
                known=known,
            ),
        )
        for name in header
        if name not in columns
    ]
    faults += [
        Fault(HEADER, name, said("This column is there twice; remove one."))
        for name in sorted(set(header))
        if header.count(name) > 1
    ]
    faults += [
        Fault(HEADER, name, said("This column is missing; add it."))
        for name in required
        if name not in header
    ]
    if faults:
        raise FileError(*faults)


def _check_rows(rows: Sequence[tuple[int, list[str]]], width: int) -> None:
    if not rows:
        raise FileError(Fault(HEADER, "", said("There is no row under the header; add some.")))
    if len(rows) > MOST_ROWS:
        raise FileError(
            Fault(
                0,
                "",
                said(
                    "The file has {count} rows; split it into {most} at most.",
                    count=len(rows),
                    most=MOST_ROWS,
                ),
            )
        )
    faults = list(_misshapen(rows, width))
    if faults:
        raise FileError(*faults)


def _misshapen(rows: Sequence[tuple[int, list[str]]], width: int) -> Iterator[Fault]:
    for number, row in rows:
        if len(row) != width and any(cell.strip() for cell in row[width:]):
            problem = said(
                "This row has {count} cells, the header {width}; quote cells with commas.",
                count=len(row),
                width=width,
            )
            yield Fault(number, "", problem)
        elif any(len(cell) > MOST_CHARACTERS for cell in row):
            yield Fault(
                number,
                "",
                said(
                    "A cell has more than {most} characters.",
                    most=MOST_CHARACTERS,
                ),
            )


def _cells(header: list[str], row: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, row, strict=False) if cell.strip()}
