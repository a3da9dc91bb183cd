"""A job for its member's own calendar, which may lie on somebody else's servers."""

from datetime import datetime

from icalendar import Calendar, Event

from app.db.models import Offer
from app.domain.disclosure import PlaceTold, place_on_page
from app.domain.words import Words


def calendar_of(offer: Offer, words: Words, link: str, now: datetime) -> bytes:
    """The job as iCalendar (RFC 5545): when, where if anybody may know, and the link."""
    event = Event()
    event.add("uid", f"offer-{offer.id}@tarjuman")
    event.add("dtstamp", now)
    event.add("dtstart", offer.assignment.span.start)
    event.add("dtend", offer.assignment.span.end)
    job = words.sms.job.format(number=offer.number)
    event.add("summary", f"Tarjuman: {job}, {words.modalities[offer.assignment.modality]}")
    event.add("url", link)
    if place := _place(offer, now):
        event.add("location", place)
    calendar = Calendar()
    calendar.add("prodid", "-//Tarjuman//Jobs//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _place(offer: Offer, now: datetime) -> str | None:
    """As much as is told to who has not accepted: a calendar is no safer than an SMS."""
    assignment = offer.assignment
    request, room = assignment.seat.session.request, assignment.host_room
    if assignment.modality.is_remote and room is None:
        return None
    site = room.site if room else request.site
    embargo = None if room else request.embargoed_until
    told = place_on_page(site.disclosure, embargo, now, is_theirs=False)
    places = {PlaceTold.ALL: f"{site.name}, {site.town}", PlaceTold.TOWN: site.town}
    return places.get(told)
