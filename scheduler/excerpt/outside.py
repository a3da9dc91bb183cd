"""How what is served outside of the small problem binds it: rooms, cases, officers, minutes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.events.apply import without
from scheduler.problem import Lent, Pairing, Recusal, Room, Site

FAR = 2**40


def sites(view: View, outside: Iterable[Served]) -> Iterator[Site]:
    """With the rooms free only when nobody outside is in them."""
    busy: dict[str, list[Served]] = defaultdict(list)
    for s in outside:
        if s.assignment.room:
            busy[s.assignment.room].append(s)
    for site in view.problem.sites:
        taken = any(r.id in busy for r in site.rooms)
        yield replace(site, rooms=tuple(_room(r, busy) for r in site.rooms)) if taken else site


def _room(room: Room, busy: Mapping[str, Sequence[Served]]) -> Room:
    if room.id not in busy:
        return room
    windows = ((-FAR, FAR),) if room.windows is None else room.windows
    for s in busy[room.id]:
        windows = without(windows, s.busy_from, s.busy_until)
    return replace(room, windows=windows)


def other_sides(
    view: View, outside: Iterable[Served], free: Iterable[str], names: Collection[str]
) -> Iterator[Recusal]:
    """Who serves one side of a case outside serves not the other one here."""
    sides = {
        (s.member.id, s.session.case, s.session.side)
        for s in outside
        if s.member.id in names and s.session.case and s.session.side
    }
    sessions = [view.sessions[x] for x in sorted({view.seats[x].session for x in free})]
    for member, case, side in sorted(sides):
        for session in sessions:
            if session.case == case and session.side not in ("", side):
                yield Recusal(member, "session", session.id)


def pairings(view: View, outside: Iterable[Served], names: Collection[str]) -> Iterator[Pairing]:
    """Those of these members, less the meetings outside."""
    met = Counter((s.member.id, s.session.officer) for s in outside if s.member.id in names)
    for x in view.problem.pairings:
        if x.member not in names:
            continue
        if x.at_most is None:
            yield x
        else:
            yield replace(x, at_most=max(0, x.at_most - met[x.member, x.officer]))


def lent(view: View, outside: Iterable[Served]) -> Iterator[Lent]:
    """Minutes lent outside, where the balance between countries counts."""
    if not view.problem.goals.balance:
        return
    minutes: Counter[tuple[str, str]] = Counter()
    for s in outside:
        lender, borrower = s.member.country, s.session.country
        if lender and borrower and lender != borrower:
            minutes[lender, borrower] += s.minutes
    yield from (Lent(a, b, n) for (a, b), n in minutes.items())
