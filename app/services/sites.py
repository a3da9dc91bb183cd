"""Sites: a place is added to the region."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Authority, AuthoritySite, Country, Site
from app.domain import permissions, sites
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError
from app.domain.permissions import Act
from app.domain.said import Sentence, said
from app.domain.sites import NewSite
from app.services import audit

_CODE = "uq_site_code"


def add_site(session: Session, actor: Actor, now: datetime, new: NewSite) -> Site:
    """Add a place and bind the authorities that work there.

    Raises InvalidError naming every faulty field, ConflictError for a code that is taken.
    """
    permissions.require(actor, Act.IMPORT)
    authorities = list(
        session.scalars(select(Authority).where(Authority.code.in_(new.authorities)))
    )
    faults = sites.find_faults(new) | _unknown_codes(session, new, authorities)
    if faults:
        raise InvalidError(said("The site cannot be added as it is."), faults)
    site = _add(session, new)
    for authority in authorities:
        session.add(
            AuthoritySite(
                authority_id=authority.id, site_id=site.id, country_code=site.country_code
            )
        )
    audit.record(session, actor, now, "site.added", "site", site.id, code=site.code)
    return site


def _unknown_codes(
    session: Session, new: NewSite, authorities: Iterable[Authority]
) -> dict[str, Sentence]:
    faults = {}
    if session.get(Country, new.country) is None:
        faults["country"] = said(
            "There is no country {country}; use a code such as RS.", country=new.country
        )
    found = {authority.code: authority.country_code for authority in authorities}
    if unknown := [code for code in new.authorities if code not in found]:
        faults["authorities"] = said(
            "There is no authority {authority}; use a code such as RS-AO.", authority=unknown[0]
        )
    elif foreign := [code for code in new.authorities if found[code] != new.country]:
        faults["authorities"] = said(
            "{foreign} is in another country than the site.", foreign=foreign[0]
        )
    return faults


def _add(session: Session, new: NewSite) -> Site:
    values = {name: value for name, value in vars(new).items() if name != "authorities"}
    site = Site(country_code=values.pop("country"), **values)
    try:
        with session.begin_nested():
            session.add(site)
    except IntegrityError as error:
        if _CODE not in str(error.orig):
            raise
        message = said("There is a site {code} already.", code=new.code)
        raise ConflictError(message, {"code": message}) from None
    return site
