"""The list of `My requests`."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for
from flask_babel import gettext as _

from app.db.queries import choices
from app.db.queries import requests as queries
from app.db.queries.requests import RequestFilter, Span
from app.domain.coverage import Coverage
from app.domain.permissions import Act
from app.domain.states import RequestState
from app.http.request import actor, now, requires, session
from app.http.words import COVERAGE
from app.portal import bp, words


@bp.get("/my-requests")
@requires(Act.FILE_REQUEST)
def requests() -> str:
    wanted = _filter()
    page = queries.request_page(session(), wanted, now(), request.args.get("page", 1, type=int))
    dialects = choices.applicant_dialects(session())
    return render_template(
        "portal/requests.html",
        page=page,
        wanted=wanted,
        show=request.args.get("show", ""),
        states=_states(),
        languages_asked={each.language_code: each.language.name for each in dialects},
        words=words,
        coverage_words=COVERAGE,
        zone=ZoneInfo,
        url_of=_page_address,
    )


def _filter() -> RequestFilter:
    """What the address asks for; what it asks for in vain is left out."""
    show = request.args.get("show", "")
    span = request.args.get("span", "")
    return RequestFilter(
        authority_id=actor().authority_id,
        span=Span(span) if span in set(Span) else Span.COMING,
        state=RequestState(show) if show in set(RequestState) else None,
        coverage=Coverage(show) if show in set(Coverage) else None,
        language=request.args.get("language") or None,
        text=request.args.get("q", "").strip()[:40],
    )


def _states() -> list[tuple[str, Any]]:
    """What the list may be narrowed to: how an accepted request is covered, or another state."""
    covered = [(str(each), word) for each, (_tone, _icon, word) in COVERAGE.items()]
    ended = [
        (str(RequestState.REJECTED), _("Rejected")),
        (str(RequestState.CANCELLED), _("Cancelled")),
        (str(RequestState.CLOSED), _("Closed")),
    ]
    return [(str(RequestState.SUBMITTED), _("With the coordinator")), *covered, *ended]


def _page_address(number: int) -> str:
    arguments: dict[str, Any] = {**request.args.to_dict(), "page": number}
    return url_for("portal.requests", **arguments)
