"""Reading the data files: all of them or none, with every fault named."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.data.tables import FOLDER, TABLES, Table
from app.domain.errors import InvalidError
from app.domain.said import said, verbatim

Row = dict[str, Any]
Fault = tuple[str, str]


def read_tables(folder: Path = FOLDER) -> dict[str, list[Row]]:
    """Every table's rows by the table's name.

    Raises InvalidError whose ``fields`` name each fault by file, line and column.
    """
    faults: list[Fault] = []
    read = {name: _read(folder / f"{name}.csv", TABLES[name], faults) for name in TABLES}
    if not faults:
        faults = [fault for name in TABLES for fault in _broken_references(name, read)]
    if faults:
        listed = "\n".join(f"{place}: {problem}" for place, problem in faults)
        raise InvalidError(
            said("The data files have {count} faults:\n{listed}", count=len(faults), listed=listed),
            {place: verbatim(problem) for place, problem in faults},
        )
    return read


def _read(path: Path, table: Table, faults: list[Fault]) -> list[Row]:
    if not path.exists():
        faults.append((path.name, "the file is missing"))
        return []
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        if list(lines.fieldnames or []) != list(table.columns):
            faults.append((path.name, f"its columns must be {', '.join(table.columns)}"))
            return []
        rows = [_row(f"{path.name} line {lines.line_num}", line, table, faults) for line in lines]
    faults += _repeated(path.name, rows, table)
    return rows


def _row(place: str, line: dict[str, str], table: Table, faults: list[Fault]) -> Row:
    row: Row = {}
    for name, read in table.columns.items():
        try:
            row[name] = read((line[name] or "").strip())
        except ValueError as error:
            faults.append((f"{place}, {name}", str(error)))
    return row


def _repeated(file: str, rows: Iterable[Row], table: Table) -> Iterator[Fault]:
    seen = set()
    for row in rows:
        key = tuple(str(row.get(name)) for name in table.key)
        if key in seen:
            yield f"{file}, {' '.join(key)}", "is listed twice"
        seen.add(key)


def _broken_references(name: str, read: dict[str, list[Row]]) -> Iterator[Fault]:
    for column, other in TABLES[name].refers.items():
        first = next(iter(TABLES[other].columns))
        known = {row[first] for row in read[other]}
        for row in read[name]:
            cell = row[column]
            for value in cell if isinstance(cell, list) else [cell]:
                if value not in known:
                    key = " ".join(str(row[part]) for part in TABLES[name].key)
                    yield f"{name}.csv, {key}, {column}", f"{value!r} is not in {other}.csv"
