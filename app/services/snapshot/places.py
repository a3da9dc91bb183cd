"""Sites, host rooms, roads and borders as the scheduler sees them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import permutations

from app.db.models import BorderWait, BorderWaitOverride, HostRoom, Road, RoomBooking, Site
from app.db.queries.snapshot import Rows
from app.domain import travel
from app.domain.borders import BorderBook, Season, Wait, WaitOverride
from app.domain.intervals import Interval, subtract
from app.domain.vocabulary import SignatureWay
from app.services.snapshot.horizon import Horizon, interval
from app.services.snapshot.rules import EQUIPPED_WAYS, signature_equipment
from scheduler import problem as scheduler

#: Nobody goes further than this to sit in a host room, nor chooses among more sites.
HOST_ROOM_MINUTES = 60
HOST_ROOM_SITES = 3
NIGHT = timedelta(days=1)
CAMERA, DOCUMENT_CAMERA = "camera", "document_camera"


def place(site: Site) -> travel.Place:
    return travel.Place(
        code=site.code,
        country=site.country_code,
        town=site.town,
        latitude=site.latitude,
        longitude=site.longitude,
        arrival_minutes=site.arrival_minutes,
    )


def road_table(rows: Rows) -> travel.RoadTable:
    codes = {site.id: site.code for site in rows.sites}

    def pair(road: Road) -> tuple[str, str]:
        return codes[road.from_site_id], codes[road.to_site_id]

    return travel.RoadTable({pair(r): travel.Road(r.kilometres, r.minutes) for r in rows.roads})


def host_sites(home: Site, sites: Iterable[Site], roads: travel.RoadTable) -> list[int]:
    """The nearest sites with host rooms in the home's country, the home itself first."""
    ways = [
        (roads.journey(place(home), place(site)).minutes, site.id)
        for site in sites
        if site.country_code == home.country_code and _usable(site.host_rooms)
    ]
    return [site for minutes, site in sorted(ways) if minutes <= HOST_ROOM_MINUTES][
        :HOST_ROOM_SITES
    ]


def _usable(rooms: Iterable[HostRoom]) -> list[HostRoom]:
    return [room for room in rooms if room.is_active and room.privacy_ok and room.link_ok]


def sites(
    rows: Rows, used: set[int], horizon: Horizon, own_assignments: set[int]
) -> tuple[scheduler.Site, ...]:
    """The sites in use with their rooms; ``own_assignments`` are those the plan itself holds."""
    foreign = [b for b in rows.bookings if b.assignment_id not in own_assignments]
    signatures = sorted({signature_equipment(p.terms()) for p in rows.policies} - {""})

    def room(row: HostRoom) -> scheduler.Room:
        taken = [b for b in foreign if b.host_room_id == row.id]
        return scheduler.Room(
            id=str(row.id),
            private=row.privacy_ok,
            link_ok=row.link_ok,
            windows=_free(taken, horizon) if taken else None,
            equipment=_equipment(row, signatures),
        )

    def rooms(site: Site) -> tuple[scheduler.Room, ...]:
        in_order = sorted(site.host_rooms, key=lambda r: r.id)
        return tuple(room(r) for r in in_order if r.is_active)

    return tuple(
        scheduler.Site(str(site.id), site.country_code, rooms(site))
        for site in rows.sites
        if site.id in used
    )


def _free(taken: Sequence[RoomBooking], horizon: Horizon) -> tuple[scheduler.Window, ...]:
    whole = Interval(horizon.span.start - NIGHT, horizon.span.end + NIGHT)
    left = subtract([whole], [interval(booking.period) for booking in taken])
    return tuple((horizon.minute(w.start), horizon.minute(w.end)) for w in left)


def _equipment(room: HostRoom, signatures: Iterable[str]) -> tuple[str, ...]:
    """What is in the room, and each way of signing it is fit for."""
    owned = {CAMERA: room.has_camera, DOCUMENT_CAMERA: room.has_document_camera}
    signs = {
        SignatureWay.WET_AT_HOST: room.has_printer_scanner,
        SignatureWay.QUALIFIED_ESIGN: room.has_esign_device,
    }
    fit = [s for s in signatures if any(signs[w] and w in s for w in EQUIPPED_WAYS)]
    return (*(name for name, has in owned.items() if has), *fit)


def ways(rows: Rows, used: set[int], roads: travel.RoadTable) -> scheduler.Travel:
    """Every ordered pair of the sites in use."""
    placed = [(str(site.id), place(site)) for site in rows.sites if site.id in used]
    found = [
        (a, b, roads.journey(start, end)) for a, start in placed for b, end in placed if a != b
    ]
    return scheduler.Travel(
        origin=tuple(a for a, _, _ in found),
        destination=tuple(b for _, b, _ in found),
        minutes=tuple(way.minutes for _, _, way in found),
        kilometres=tuple(round(way.kilometres) for _, _, way in found),
        border=tuple("-".join(way.crosses) if way.crosses else "" for _, _, way in found),
    )


def borders(rows: Rows, horizon: Horizon) -> tuple[scheduler.Border, ...]:
    """One border for each ordered pair of countries; a day more on either side."""
    codes = {site.id: site.code for site in rows.sites}
    book = BorderBook(
        [_wait(row, codes) for row in rows.waits],
        [_override(row, codes) for row in rows.overrides],
    )
    pairs = permutations([country.code for country in rows.countries], 2)
    return tuple(scheduler.Border(f"{a}-{b}", _steps(book, a, b, horizon)) for a, b in pairs)


def _steps(book: BorderBook, a: str, b: str, horizon: Horizon) -> tuple[tuple[int, int], ...]:
    found = book.steps(a, b, horizon.first_day - NIGHT, horizon.last_day + NIGHT)
    # Of two changes within one minute the last counts.
    by_minute = {horizon.minute(moment): wait for moment, wait in found}
    return tuple(by_minute.items())


def _wait(row: BorderWait, codes: dict[int, str]) -> Wait:
    return Wait(
        crossing=codes[row.crossing_id],
        from_country=row.from_country,
        to_country=row.to_country,
        season=Season(row.season),
        weekdays=row.weekdays,
        minutes=row.minutes,
    )


def _override(row: BorderWaitOverride, codes: dict[int, str]) -> WaitOverride:
    return WaitOverride(
        crossing=codes[row.crossing_id],
        from_country=row.from_country,
        to_country=row.to_country,
        period=interval(row.period),
        minutes=row.minutes,
    )
