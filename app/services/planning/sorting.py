"""What publishing a plan changes: who is asked, who stays, who is released."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.db.models import Assignment
from app.services.snapshot import Snapshot
from app.services.snapshot.meetings import is_filled, is_pinned


@dataclass(frozen=True)
class Sorted:
    """The plan's proposals: those to ask, and those somebody was asked for or has already."""

    to_ask: Sequence[Assignment]
    kept: Sequence[tuple[Assignment, Assignment]]
    """Proposal and the live assignment that is the same."""
    to_release: Sequence[Assignment]
    """Live, unanswered, and not in the plan."""


def sort(proposals: Sequence[Assignment], present: Snapshot, *, is_repair: bool) -> Sorted:
    """What a plan proposes beside what stands.

    A repair leaves a wave alone: who is asked for a seat beside the plan's own member stays so
    while the plan keeps that member."""
    live = [a for meeting in present.sessions.values() for a in meeting.live]
    by_seat: dict[int, list[Assignment]] = defaultdict(list)
    for a in live:
        by_seat[a.seat_id].append(a)
    kept = [(p, a) for p in proposals for a in by_seat[p.seat_id] if _is_same(p, a)]
    done, stays = {p.id for p, _ in kept}, {a.id for _, a in kept}
    untouched = {a.seat_id for _, a in kept} if is_repair else set()
    return Sorted(
        to_ask=[p for p in proposals if p.id not in done],
        kept=kept,
        to_release=[
            a for a in live if a.id not in stays and a.seat_id not in untouched and not is_pinned(a)
        ],
    )


def _is_same(proposal: Assignment, live: Assignment) -> bool:
    """The same member at the same time in the same way; who confirmed keeps their room as well."""
    settled = is_filled(live)
    same_room = settled or proposal.host_room_id == live.host_room_id
    same = (proposal.seat_id, proposal.member_id, proposal.modality, proposal.period.lower)
    return same_room and same == (live.seat_id, live.member_id, live.modality, live.period.lower)
