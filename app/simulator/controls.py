"""The panel beside the phones: a clock to hurry, and what the network does to texts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.auth.next_page import safe_page
from app.db.models import Member
from app.db.queries.phones import next_moment
from app.domain.errors import NotFoundError
from app.domain.permissions import Act
from app.domain.simulation import FARTHEST_JUMP, SPEEDS, Loss, Trouble
from app.http.request import actor, now, real_now, requires, session, settings, work
from app.services import simulation
from app.services.simulation.clock import setting_of
from app.simulator import bp

LOSSES = [
    (str(Loss.NONE), _l("Every text arrives")),
    (str(Loss.UNDELIVERED), _l("Texts are taken and do not arrive (30005), calls ring in vain")),
    (str(Loss.REFUSED), _l("The number is refused (21211)")),
    (str(Loss.BUSY), _l("The provider cannot be reached")),
    (str(Loss.UNCERTAIN), _l("The provider takes the text, its answer is lost")),
]
#: Seconds that a text takes.
DELAYS = [
    ("0", _l("At once")),
    ("10", _l("10 seconds")),
    ("60", _l("1 minute")),
    ("600", _l("10 minutes")),
    ("3600", _l("1 hour")),
]
#: Minutes to jump ahead.
JUMPS = [("10", _l("+10 min")), ("60", _l("+1 h")), ("1440", _l("+1 day"))]


@dataclass(frozen=True)
class ClockShown:
    """What the demonstration's clock shows, and how fast it runs."""

    at: datetime
    speed: int
    ahead: timedelta
    next_at: datetime | None
    speeds: tuple[int, ...] = SPEEDS

    @property
    def jumps(self) -> list[tuple[str, str]]:
        return JUMPS


def clock_shown() -> ClockShown | None:
    """None where the clock is real and cannot be hurried."""
    if not settings().simulated_clock:
        return None
    real, setting = real_now(), setting_of(session())
    speed = setting.speed if setting and setting.hurries(real) else 1
    return ClockShown(now(), speed, now() - real, next_moment(session(), now()))


@bp.post("/phones/clock")
@requires(Act.ANSWER_ON_BEHALF)
def change_clock() -> ResponseReturnValue:
    """Run faster, or jump ahead: by some minutes, or to what happens next."""
    shown = clock_shown()
    if shown is None:
        raise NotFoundError(_("The clock is real here."))
    speed = request.form.get("speed", shown.speed, type=int)
    ahead = timedelta(minutes=request.form.get("minutes", 0, type=int))
    if "next" in request.form and shown.next_at is not None:
        ahead = min(shown.next_at - shown.at + timedelta(seconds=1), FARTHEST_JUMP)
    with work() as unit:
        simulation.change_clock(unit, actor(), real_now(), speed=speed, ahead=ahead)
    return _back()


@bp.post("/phones/trouble")
@requires(Act.ANSWER_ON_BEHALF)
def trouble_of_all() -> ResponseReturnValue:
    """What the network does to all texts."""
    return _set_trouble(None)


@bp.post("/phones/<int:member_id>/trouble")
@requires(Act.ANSWER_ON_BEHALF)
def trouble_of_phone(member_id: int) -> ResponseReturnValue:
    """What the network does to this phone's texts."""
    if session().get(Member, member_id) is None:
        raise NotFoundError(_("There is no such phone."))
    return _set_trouble(member_id)


def _set_trouble(member_id: int | None) -> ResponseReturnValue:
    with work() as unit:
        simulation.set_trouble(unit, actor(), member_id, _chosen())
    flash(_("The network is set."), "good")
    return _back()


def _chosen() -> Trouble | None:
    """None to do as all phones do."""
    if "reset" in request.form:
        return None
    loss, delay = request.form.get("loss", ""), request.form.get("delay", 0, type=int)
    return Trouble(
        loss=Loss(loss) if loss in set(Loss) else Loss.NONE,
        delay=timedelta(seconds=delay if str(delay) in dict(DELAYS) else 0),
        repeats="repeats" in request.form,
        shuffles="shuffles" in request.form,
    )


def _back() -> ResponseReturnValue:
    return redirect(safe_page(request.form.get("back")) or url_for("simulator.phones"), 303)
