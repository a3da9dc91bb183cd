"""What an offer's page tells: how it stands, and as much of the job as its member may know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.db.models import Assignment, Offer, Site
from app.db.queries.dialects import dialects_with_language
from app.domain.disclosure import PlaceTold, place_on_page
from app.domain.offers import Standing
from app.domain.reminders import may_set_out
from app.domain.words import Words
from app.interpreter import wording
from app.interpreter.day_page import DayPage, day_page
from app.services.offers import is_still_free, standing_of

#: Whoever may still answer, or comes, needs all of the job; others only which one it was.
TOLD_IN_FULL = {Standing.OPEN, Standing.HELD, Standing.YOURS, Standing.NOT_VETTED, Standing.ABSENT}
#: So long after a session its page keeps the place: phones are lost and old texts stay on them.
KEPT = timedelta(days=1)
CAN_BE_DECLINED = {Standing.OPEN, Standing.HELD, Standing.NOT_VETTED, Standing.ABSENT}


@dataclass(frozen=True)
class OfferPage:
    """One page; ``rows`` are names of the words' labels with what stands beside them."""

    standing: Standing
    title: str
    text: str
    job: str
    answer_until: Markup
    rows: list[tuple[str, Markup]]
    can_give_back: bool
    can_set_out: bool
    has_set_out: bool
    is_gone_to: bool
    has_jobs: bool
    day: DayPage | None
    is_still_free: bool

    @property
    def can_accept(self) -> bool:
        return self.standing is Standing.OPEN or self.is_still_free

    @property
    def can_decline(self) -> bool:
        return self.standing in CAN_BE_DECLINED


def offer_page(session: Session, offer: Offer, words: Words, now: datetime) -> OfferPage:
    """The page of an offer that ``offers.offer_with_parts`` gave."""
    standing = standing_of(session, offer, now)
    title, text = words.page.standings[standing]
    still_free = is_still_free(session, offer, standing, now)
    deadline = wording.moment(words, offer.expires_at.astimezone(zone_of(offer.assignment)))
    assignment = offer.assignment
    is_coming = standing is Standing.YOURS and now < assignment.span.start
    has_set_out = is_coming and assignment.on_my_way_at is not None
    return OfferPage(
        standing=standing,
        title=title,
        text=words.page.still_free if still_free else text,
        job=words.sms.job.format(number=offer.number),
        answer_until=wording.filled(words.page.answer_until, deadline=deadline),
        rows=list(_rows(session, assignment, words, standing, now)),
        can_give_back=is_coming,
        can_set_out=is_coming and not has_set_out and may_set_out(assignment.span.start, now),
        has_set_out=has_set_out,
        is_gone_to=assignment.is_gone_to,
        has_jobs=is_kept(assignment, now),
        day=_day(session, assignment, words, standing, now),
        is_still_free=still_free,
    )


def _day(
    session: Session, assignment: Assignment, words: Words, standing: Standing, now: datetime
) -> DayPage | None:
    if standing is not Standing.YOURS:
        return None
    return day_page(session, assignment, words, now, zone_of(assignment))


def is_kept(assignment: Assignment, now: datetime) -> bool:
    """Whether the link still tells more than when the session was."""
    return now < assignment.span.end + KEPT


def zone_of(assignment: Assignment) -> ZoneInfo:
    return ZoneInfo(assignment.seat.session.request.site.country.timezone)


def _rows(
    session: Session, assignment: Assignment, words: Words, standing: Standing, now: datetime
) -> Iterator[tuple[str, Markup]]:
    zone = zone_of(assignment)
    start, end = assignment.span.start.astimezone(zone), assignment.span.end.astimezone(zone)
    request = assignment.seat.session.request
    in_full = standing in TOLD_IN_FULL and is_kept(assignment, now)
    yield "when", Markup("<strong>{}</strong>").format(wording.period(words, start, end))
    if in_full:
        yield "where", where(assignment, words, now, is_theirs=standing is Standing.YOURS)
    yield "language", _languages(session, assignment, words)
    if not in_full:
        return
    yield "how", Markup("{}").format(words.modalities[assignment.modality])
    yield "what", Markup("{}").format(words.procedures[request.procedure_code])
    if assignment.travel_minutes and assignment.is_gone_to:
        yield "travel", _way_there(assignment, words)
    if standing is Standing.YOURS:
        yield "request", wording.isolated(request.number)


def _languages(session: Session, assignment: Assignment, words: Words) -> Markup:
    seat = assignment.seat
    dialects = dialects_with_language(session, [seat.from_dialect, seat.into_dialect])
    return wording.languages(words, dialects[seat.from_dialect], dialects[seat.into_dialect])


def where(assignment: Assignment, words: Words, now: datetime, *, is_theirs: bool) -> Markup:
    """The site, or the room a remote member sits in; no more of either than may be told."""
    page = words.page
    room = assignment.host_room
    if assignment.modality.is_remote and room is None:
        return Markup("{}").format(page.from_anywhere)
    request = assignment.seat.session.request
    site = room.site if room else request.site
    embargo = None if room else request.embargoed_until
    told = place_on_page(site.disclosure, embargo, now, is_theirs=is_theirs)
    if told is PlaceTold.NOTHING:
        return Markup("{}").format(page.place_by_coordinator)
    place = _place(site, words, told)
    return wording.filled(page.host_room, site=place) if room else place


def _place(site: Site, words: Words, told: PlaceTold) -> Markup:
    if told is PlaceTold.TOWN:
        later = Markup('<br><span class="soft">{}</span>').format(words.page.place_later)
        return wording.town(words, site.town) + later
    name = wording.isolated(site.name)
    if site.town not in site.name:
        name = Markup("{}{}{}").format(name, words.comma, wording.town(words, site.town))
    link = Markup('<br><a href="{}" rel="noreferrer noopener">{}</a>')
    return name + link.format(_map_address(site), words.page.map)


def _map_address(site: Site) -> str:
    at = f"{site.latitude:.5f}/{site.longitude:.5f}"
    marker = f"mlat={site.latitude:.5f}&mlon={site.longitude:.5f}"
    return f"https://www.openstreetmap.org/?{marker}#map=15/{at}"


def _way_there(assignment: Assignment, words: Words) -> Markup:
    way = wording.filled(
        words.page.travel,
        minutes=wording.isolated(assignment.travel_minutes),
        kilometres=wording.isolated(assignment.travel_kilometres),
    )
    if not assignment.crosses_border:
        return way
    return way + Markup("<br><strong>{}</strong>").format(words.page.passport)
