"""The seats nobody has: which, why, and what would help."""

from collections import Counter
from collections.abc import Iterable

from flask import render_template, request

from app.dashboard import bp, reasons
from app.db.queries.uncovered import EmptySeat, uncovered_now
from app.domain.borders import ZONE
from app.domain.permissions import Act
from app.http.request import now, requires, session

#: More are counted, not listed.
MOST_ROWS = 100
FILTERS = ("language", "site", "hour")


@bp.get("/uncovered")
@requires(Act.SEE_POOL)
def uncovered() -> str:
    """The coming seats without anybody, by what the address asks for."""
    seats = uncovered_now(session(), now())
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    shown = [seat for seat in seats if _matches(seat, chosen)]
    return render_template(
        "dashboard/uncovered.html",
        seats=shown[:MOST_ROWS],
        total=len(seats),
        found=len(shown),
        chosen=chosen,
        languages_asked=sorted({seat.language for seat in seats}),
        sites=sorted({seat.site for seat in seats}),
        hours=sorted({hour_of(seat) for seat in seats}),
        heat=heat(shown),
        reasons=reasons,
        zone=ZONE,
    )


def hour_of(seat: EmptySeat) -> str:
    """The local hour in which the session begins, ``09``."""
    return seat.starts_at.astimezone(ZONE).strftime("%H")


def _matches(seat: EmptySeat, chosen: dict[str, str]) -> bool:
    facts = {"language": seat.language, "site": seat.site, "hour": hour_of(seat)}
    return all(not wanted or facts[name] == wanted for name, wanted in chosen.items())


def heat(seats: Iterable[EmptySeat]) -> dict[str, Counter[str]]:
    """Language to hour to the number of empty seats, the scarcest language first."""
    table: dict[str, Counter[str]] = {}
    for seat in seats:
        table.setdefault(seat.language, Counter())[hour_of(seat)] += 1
    return dict(sorted(table.items(), key=lambda item: (-item[1].total(), item[0])))
