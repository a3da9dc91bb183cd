"""Loading the region's data: what is missing is added, what is there stays as it was edited."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.data.reading import Row, read_tables
from app.data.tables import FOLDER
from app.db import locks
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
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.permissions import Act
from app.services import audit

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


def bring_in(session: Session, actor: Actor, now: datetime) -> dict[str, int]:
    """Load the region's data for an installation: returns how many rows each table gained.

    Two at once wait for each other. Raises InvalidError as ``load`` does, ForbiddenError.
    """
    permissions.require(actor, Act.IMPORT)
    session.execute(select(func.pg_advisory_xact_lock(locks.REFERENCE)))
    added = load(session)
    if gained := {name: count for name, count in added.items() if count}:
        audit.record(session, actor, now, "reference.loaded", "reference", None, **gained)
    return added


def load(session: Session) -> dict[str, int]:
    """Add whatever of ``app/data`` the database lacks; returns how many rows each table gained.
    Loading twice is the same as once.

    Raises InvalidError that names every fault of the files; nothing is written then.
    """
    tables = read_tables(FOLDER)
    added = {
        name: _add(session, model, (_coded(row) for row in tables[name]))
        for name, model in FIRST.items()
    }
    sites = _ids(session, Site)
    for name, model in THEN.items():
        added[name] = _add(session, model, (_placed(row, sites) for row in tables[name]))
    added["number_capabilities"] = _add_numbers(session, tables["number_capabilities"])
    added["policies"] = _add_policies(session, tables["policies"])
    added["authorities"] = _add_authorities(session, tables["authorities"], sites)
    return added


def _add(session: Session, model: type[Base], rows: Iterable[Row]) -> int:
    if not (values := list(rows)):
        return 0
    key = inspect(model).primary_key[0]
    adding = insert(model).on_conflict_do_nothing().returning(key)
    return len(session.scalars(adding, values).all())


def _ids(session: Session, model: type[Site] | type[Authority]) -> dict[str, int]:
    return dict(session.execute(select(model.code, model.id)).all())


def _coded(row: Row) -> Row:
    return {CODES.get(name, name): value for name, value in row.items()}


def _placed(row: Row, sites: Mapping[str, int]) -> Row:
    return {
        SITES.get(name, name): sites[value] if name in SITES else value
        for name, value in row.items()
    }


def _add_numbers(session: Session, rows: Iterable[Row]) -> int:
    """A country's numbers are added only where it has none: what was taken out stays out."""
    known = set(session.scalars(select(NumberCapability.country)))
    return _add(session, NumberCapability, (row for row in rows if row["country"] not in known))


def _add_policies(session: Session, rows: Iterable[Row]) -> int:
    """A version is added only to a country and procedure that have none.

    Once a country edits its versions they are its own.
    """
    stored = select(ProcedurePolicy.country_code, ProcedurePolicy.procedure_code)
    known = {tuple(pair) for pair in session.execute(stored)}
    missing = [row for row in rows if (row["country"], row["procedure"]) not in known]
    return _add(session, ProcedurePolicy, map(_coded, missing))


def _add_authorities(session: Session, rows: list[Row], sites: Mapping[str, int]) -> int:
    """Those that are missing, with their sites; where a known one works is its own."""
    known = _ids(session, Authority)
    new = [row for row in rows if row["code"] not in known]
    without_sites = ({k: v for k, v in _coded(row).items() if k != "sites"} for row in new)
    added = _add(session, Authority, without_sites)
    _add(session, AuthoritySite, _places(new, _ids(session, Authority), sites))
    return added


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
