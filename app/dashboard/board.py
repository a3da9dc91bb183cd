"""The board: who is where in a week, and which seats nobody has."""

from datetime import UTC, date, datetime, timedelta

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp
from app.dashboard.reasons import headline
from app.db.queries import board as queries
from app.db.queries import board_members, plan_pages
from app.db.queries.board import BoardItem, EmptySeat
from app.db.queries.board_members import BoardMember
from app.db.queries.on_the_day import rows_to_look_at
from app.db.queries.sessions import first_session_after
from app.domain.borders import ZONE
from app.domain.errors import InvalidError
from app.domain.intervals import Interval
from app.domain.local_time import days_between, local_day
from app.domain.permissions import Act
from app.http.request import now, requires, session

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
#: With more seats than this not planned yet, the board counts them instead of drawing them.
MOST_UNPLANNED = 60
LONGEST_DAYS = 31
#: Members without a word, late or absent who are named above the board.
MOST_TO_LOOK_AT = 12
#: Days outside have no week before or after in any calendar.
FIRST_YEAR, LAST_YEAR = 2000, 2999


@bp.get("/board")
@requires(Act.SEE_POOL)
def board() -> str:
    """The week asked for by ``from``, else the one in which the next session is."""
    first = _day("from") or _week_of_next_session()
    last = _day("to") or first + WEEK - DAY
    span = _span(first, last)
    shown_day = min(max(_day("day") or first, first), last)
    plan_id = _draft()
    day = local_day(shown_day, ZONE)
    empty = queries.empty_seats(session(), span, plan_id)
    return render_template(
        "dashboard/board.html",
        first=first,
        last=last,
        days=list(days_between(first, last)),
        day=shown_day,
        plan_id=plan_id,
        draft=plan_pages.newest_draft(session(), first, last),
        rows=queries.items(session(), day, plan_id),
        to_look_at=rows_to_look_at(session(), now(), MOST_TO_LOOK_AT),
        now=now(),
        people={member.id: member for member in board_members.members(session())},
        unplanned=sum(1 for seat in empty if seat.reason is None),
        uncovered=sum(1 for seat in empty if seat.reason is not None),
        most_unplanned=MOST_UNPLANNED,
        zone=ZONE,
        this_week=_monday(now()),
        earlier=first - WEEK,
        later=first + WEEK,
    )


@bp.get("/board/data")
@requires(Act.SEE_POOL)
def board_data() -> ResponseReturnValue:
    """The same week for the timeline; unchanged data answer 304."""
    first, last = _day("from"), _day("to")
    if first is None or last is None:
        raise InvalidError(_("Give the days as from=YYYY-MM-DD and to=YYYY-MM-DD."))
    span = _span(first, last)
    plan_id = _draft()
    empty = queries.empty_seats(session(), span, plan_id)
    unplanned = [seat for seat in empty if seat.reason is None]
    hidden = {seat.id for seat in unplanned} if len(unplanned) > MOST_UNPLANNED else set()
    answer = jsonify(
        tz=ZONE.key,
        days=[day.isoformat() for day in days_between(first, last)],
        members=[_member(member) for member in board_members.members(session())],
        items=[_item(item) for item in queries.items(session(), span, plan_id)],
        uncovered=[_empty(seat) for seat in empty if seat.id not in hidden],
    )
    answer.add_etag()
    return answer.make_conditional(request)


def _draft() -> int | None:
    """The draft asked for; any other plan is on the board itself, or gone."""
    plan_id = request.args.get("plan", type=int)
    return plan_id if plan_id and plan_pages.is_draft(session(), plan_id) else None


def _day(name: str) -> date | None:
    text = request.args.get(name)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        message = _("%(name)s is not a day: write it as YYYY-MM-DD.", name=name)
        raise InvalidError(message, {name: message}) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _(
            "The board shows the years %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR
        )
        raise InvalidError(message, {name: message})
    return day


def _week_of_next_session() -> date:
    return _monday(first_session_after(session(), now()) or now())


def _monday(moment: datetime) -> date:
    day = moment.astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def _span(first: date, last: date) -> Interval:
    if not first <= last < first + timedelta(days=LONGEST_DAYS):
        message = _("The last day must not be before the first, and at most 31 days are shown.")
        raise InvalidError(message, {"to": message})
    return Interval(local_day(first, ZONE).start, local_day(last, ZONE).end)


def _member(member: BoardMember) -> dict[str, object]:
    return {
        "id": member.id,
        "label": member.name,
        "languages": sorted(member.languages),
        "home": member.home,
        "country": member.country,
        "no_texts": member.wants_no_texts,
    }


def _item(item: BoardItem) -> dict[str, object]:
    return {
        "id": f"a{item.id}",
        "member": item.member_id,
        "start": _moment(item.period.lower),
        "end": _moment(item.period.upper),
        "title": f"{item.dialect}, {item.town}",
        "state": item.state,
        "modality": item.modality,
        "site": item.town,
        "country": item.country,
        "url": url_for("dashboard.request", number=item.request_number),
        "panel": url_for("dashboard.seat_panel", seat_id=item.seat_id),
        "row_label": str(item.request_number),
    }


def _empty(seat: EmptySeat) -> dict[str, object]:
    return {
        "id": f"s{seat.id}",
        "start": _moment(seat.starts_at),
        "end": _moment(seat.starts_at + timedelta(minutes=seat.minutes)),
        "title": f"{seat.dialect}, {seat.town}",
        "languages": [seat.dialect],
        "modality": seat.modalities[0],
        "site": seat.town,
        "country": seat.country,
        "url": url_for("dashboard.request", number=seat.request_number),
        "panel": url_for("dashboard.seat_panel", seat_id=seat.id),
        "row_label": str(seat.request_number),
        "reason": _reason(seat),
    }


def _reason(seat: EmptySeat) -> str:
    if seat.reason is None:
        return str(_("No plan has dealt with it yet."))
    return headline(seat.reason["code"], seat.reason["details"])


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
