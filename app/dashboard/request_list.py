"""All requests of the pool: those that wait for a decision, and the others to look through."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for
from flask_babel import gettext as _

from app.dashboard import bp
from app.db.queries import choices
from app.db.queries import requests as queries
from app.db.queries.requests import RequestFilter, Span
from app.domain.coverage import Coverage
from app.domain.permissions import Act
from app.domain.states import RequestState
from app.http.request import actor, now, requires, session
from app.http.words import COVERAGE


@bp.get("/requests")
@requires(Act.SEE_POOL)
def requests() -> str:
    """A list narrowed by what the address says; what it asks for in vain is left out."""
    wanted, page = _filter(), request.args.get("page", 1, type=int)
    found = queries.request_page(session(), wanted, now(), page)
    dialects = choices.applicant_dialects(session())
    return render_template(
        "dashboard/requests.html",
        page=found,
        wanted=wanted,
        show=request.args.get("show", ""),
        states=_states(),
        languages_asked={each.language_code: each.language.name for each in dialects},
        to_decide=queries.count_to_decide(session(), actor().countries),
        coverage_words=COVERAGE,
        zone=ZoneInfo,
        url_of=_page_address,
    )


def _filter() -> RequestFilter:
    show, span = request.args.get("show", ""), request.args.get("span", "")
    wanted = RequestFilter(
        countries=actor().countries,
        span=Span(span) if span in set(Span) else Span.COMING,
        coverage=Coverage(show) if show in set(Coverage) else None,
        language=request.args.get("language") or None,
        text=request.args.get("q", "").strip()[:40],
    )
    return replace(wanted, state=RequestState(show)) if show in set(RequestState) else wanted


def _states() -> list[tuple[str, Any]]:
    covered = [(str(each), word) for each, (_tone, _icon, word) in COVERAGE.items()]
    others = [
        (str(RequestState.SUBMITTED), _("To decide")),
        (str(RequestState.REJECTED), _("Rejected")),
        (str(RequestState.CANCELLED), _("Cancelled")),
        (str(RequestState.CLOSED), _("Closed")),
    ]
    return [*others[:1], *covered, *others[1:]]


def _page_address(number: int) -> str:
    arguments: dict[str, Any] = {**request.args.to_dict(), "page": number}
    return url_for("dashboard.requests", **arguments)
