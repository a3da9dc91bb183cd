"""Loading the region's data: what is missing is added, what is there stays as it was edited."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.data.reading import Row, read_tables
from app.data.tables import FOLDER
from app.db.base import Base
from app.db.models import (
    Authority,
    AuthoritySite,
    BorderWait,
    Country,
    Dialect,
    DialectSubstitution,
    HostRoom,
    Language,
    NumberCapability,
    Procedure,
    ProcedurePolicy,
    Road,
    Site,
)

#: Columns of the files that the models name by what they refer to.
CODES = {"country": "country_code", "language": "language_code", "procedure": "procedure_code"}
SITES = {
    "site": "site_id",
    "crossing": "crossing_id",
    "from_site": "from_site_id",
    "to_site": "to_site_id",
}
FIRST: Mapping[str, type[Base]] = {
    "countries": Country,
    "languages": Language,
    "dialects": Dialect,
    "dialect_substitutions": DialectSubstitution,
    "procedures": Procedure,
    "sites": Site,
}
THEN: Mapping[str, type[Base]] = {
    "host_rooms": HostRoom,
    "roads": Road,
    "border_waits": BorderWait,
}


def load(session: Session) -> None:
    """Add whatever of ``app/data`` the database lacks. Loading twice is the same as once.

    Raises InvalidError that names every fault of the files; nothing is written then.
    """
    tables = read_tables(FOLDER)
    for name, model in FIRST.items():
        _add(session, model, (_coded(row) for row in tables[name]))
    sites = _ids(session, Site)
    for name, model in THEN.items():
        _add(session, model, (_placed(row, sites) for row in tables[name]))
    _add(session, NumberCapability, tables["number_capabilities"])
    _add_policies(session, tables["policies"])
    _add_authorities(session, tables["authorities"], sites)


def _add(session: Session, model: type[Base], rows: Iterable[Row]) -> None:
    session.execute(insert(model).on_conflict_do_nothing(), list(rows))


def _ids(session: Session, model: type[Site] | type[Authority]) -> dict[str, int]:
    return dict(session.execute(select(model.code, model.id)).all())


def _coded(row: Row) -> Row:
    return {CODES.get(name, name): value for name, value in row.items()}


def _placed(row: Row, sites: Mapping[str, int]) -> Row:
    return {
        SITES.get(name, name): sites[value] if name in SITES else value
        for name, value in row.items()
    }


def _add_policies(session: Session, rows: Iterable[Row]) -> None:
    """A version is added only to a country and procedure that have none.

    Once a country edits its versions they are its own.
    """
    stored = select(ProcedurePolicy.country_code, ProcedurePolicy.procedure_code)
    known = {tuple(pair) for pair in session.execute(stored)}
    missing = [row for row in rows if (row["country"], row["procedure"]) not in known]
    if missing:
        _add(session, ProcedurePolicy, map(_coded, missing))


def _add_authorities(session: Session, rows: list[Row], sites: Mapping[str, int]) -> None:
    without_sites = ({k: v for k, v in _coded(row).items() if k != "sites"} for row in rows)
    _add(session, Authority, without_sites)
    authorities = _ids(session, Authority)
    _add(session, AuthoritySite, _places(rows, authorities, sites))


def _places(
    rows: Iterable[Row], authorities: Mapping[str, int], sites: Mapping[str, int]
) -> Iterable[dict[str, Any]]:
    for row in rows:
        for site in row["sites"]:
            yield {
                "authority_id": authorities[row["code"]],
                "site_id": sites[site],
                "country_code": row["country"],
            }
