"""Requests that name authority, site and officer by their codes."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.db.models import Authority, InterpretingSession, ServiceRequest, Site, User
from app.domain.actors import Actor
from app.domain.errors import InvalidError
from app.domain.imports import CodedRequest
from app.domain.local_time import to_utc
from app.domain.said import Sentence, said
from app.services import requests


def meeting(coded: CodedRequest) -> Hashable:
    """What two requests for the same meeting have in common."""
    new = coded.request
    return coded.authority, new.case_ref, new.procedure, new.start


def file_coded(session: Session, actor: Actor, now: datetime, coded: CodedRequest) -> None:
    """File the request; InvalidError names each code that is not there, or the same on file."""
    authority = session.scalar(
        select(Authority)
        .options(joinedload(Authority.country))
        .where(Authority.code == coded.authority)
    )
    site = session.scalar(select(Site.id).where(Site.code == coded.site))
    officer = _officer(session, coded.officer)
    faults = _unknown(coded, authority, site, officer)
    if authority is None or site is None or faults:
        raise InvalidError(said("The request names what is not there."), faults)
    new = replace(coded.request, authority_id=authority.id, site_id=site, officer_id=officer)
    _refuse_twin(session, authority, coded)
    requests.file_request(session, actor, now, new)


def _unknown(
    coded: CodedRequest, authority: Authority | None, site: int | None, officer: int | None
) -> dict[str, Sentence]:
    """What is wrong with the codes, by column."""
    faults = {}
    if authority is None:
        faults["authority"] = said(
            "There is no authority {authority}; use a code such as RS-AO.",
            authority=coded.authority,
        )
    if site is None:
        faults["site"] = said(
            "There is no site {site}; use a code such as RS-PRE.", site=coded.site
        )
    if coded.officer and officer is None:
        faults["officer"] = said(
            "There is no user {officer}; leave it empty or use a username.", officer=coded.officer
        )
    return faults


def _officer(session: Session, username: str | None) -> int | None:
    if username is None:
        return None
    return session.scalar(select(User.id).where(User.username == username))


def _refuse_twin(session: Session, authority: Authority, coded: CodedRequest) -> None:
    new = coded.request
    start = to_utc(new.start, ZoneInfo(authority.country.timezone), "start")
    twin = session.scalar(
        select(ServiceRequest.number)
        .join(ServiceRequest.sessions)
        .where(
            ServiceRequest.authority_id == authority.id,
            ServiceRequest.case_ref == new.case_ref,
            ServiceRequest.procedure_code == new.procedure,
            InterpretingSession.earliest_start == start,
        )
        .limit(1)
    )
    if twin is not None:
        message = said("This is on file already as request {twin}; remove the row.", twin=twin)
        raise InvalidError(message, {"case_ref": message})
