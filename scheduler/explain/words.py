"""The sentences. Templates are constants, which the application's catalogues hold."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.explain.model import Block, Explanation, Nearest, Part, Relaxation, Sentence
from scheduler.plan import Step
from scheduler.plan.tiers import below_coverage
from scheduler.repair import Replacement


def said(template: str) -> str:
    """Marks what the catalogues of the application translate: they look for this name."""
    return template


CODES = {
    "no_candidate": said("The rules leave nobody for this seat."),
    "all_busy": said("Members who could serve are needed elsewhere."),
    "not_beside": said("The seat beside which this one sits is open."),
    "chain_incomplete": said("The relay chain cannot be filled whole."),
    "open": said("Somebody could serve this seat now."),
}
STEP = said("{ruled_out} ruled out by {rule}, {left} left.")
FREE = said("{member} could serve it now.")
BLOCKS = {
    "no_overlap": said("{member} is already busy with {seats}."),
    "travel": said("{member} does not get there in time."),
    "one_way": said("The way is too long for {member} without a night there."),
    "lodging": said("{member} would have to sleep elsewhere."),
    "breaks": said("{member} would have no break."),
    "rest": said("{member} would not have enough rest."),
    "span": said("{member} would be away for too long."),
    "daily_minutes": said("{member} would interpret for too long that day."),
    "weekly_minutes": said("{member} would interpret for too long that week."),
    "trauma_day": said("{member} would have too many heavy sessions that day."),
    "trauma_week": said("{member} would have too many heavy sessions that week."),
    "continuous_remote": said("{member} would work remotely too long in a row."),
    "lunch": said("{member} would have no lunch."),
    "consecutive_days": said("{member} would work too many days in a row."),
    "room_one_session": said("The host room is taken by {seats}."),
    "same_start": said("The session begins at another time with {seats}."),
    "distinct_members": said("{member} already serves {seats} of this session."),
    "both_sides": said("{member} serves the other side of the case."),
    "rotation": said("{member} met this officer too often."),
}
OTHER = said("The rule {rule} keeps {member} from it.")
RELAXED = {
    "earlier": said("Half an hour earlier {member} could serve it, for {price}."),
    "later": said("Half an hour later {member} could serve it, for {price}."),
    "video": said("By video {member} could serve it, for {price}."),
    "dialect": said("With consent to a neighbouring dialect {member} could serve it, for {price}."),
    "lodging": said("With a night there {member} could serve it, for {price}."),
    "other_country": said("{member} of the other country could serve it, for {price}."),
    "cap": said("With a higher limit {member} could serve it, for {price}."),
}
NONE_RELAXED = said("No single relaxation would cover it.")
DISPLACED = said("{seats} would have to give way.")
INSTEAD = said("{member} could serve it if {seats} gave way.")
SERVES = said("{member} serves this seat.")
PART = said("{name}: {cents}.")
NEXT = said("Next is {member}, at a difference of {cost}.")
ALONE = said("Nobody else could serve it as the plan stands.")


def of_open(found: Explanation) -> Iterator[Sentence]:
    """Why nobody serves it, and what would help."""
    yield Sentence(CODES[found.code])
    yield from (_step(s) for s in found.steps)
    if found.nearest is not None:
        yield from _nearest(found.nearest)
    yield from _relaxed(found.relaxation)
    if found.displacing is not None:
        seats = ", ".join(found.displacing.disturbs)
        yield Sentence(INSTEAD, (("member", found.displacing.member), ("seats", seats)))


def of_served(found: Explanation) -> Iterator[Sentence]:
    """Who serves it, at what cost, and who is next."""
    yield Sentence(SERVES, (("member", found.member),))
    yield from (_part(p) for p in found.parts)
    yield _next(found.next)
    if found.next is not None and found.next.disturbs:
        yield Sentence(DISPLACED, (("seats", ", ".join(found.next.disturbs)),))


def _step(step: Step) -> Sentence:
    values = (("rule", step.rule), ("ruled_out", step.ruled_out), ("left", step.left))
    return Sentence(STEP, values)


def _nearest(nearest: Nearest) -> Iterator[Sentence]:
    if not nearest.blocks:
        yield Sentence(FREE, (("member", nearest.member),))
    yield from dict.fromkeys(_block(nearest.member, b) for b in nearest.blocks)


def _block(member: str, block: Block) -> Sentence:
    template = BLOCKS.get(block.rule, OTHER)
    values = {"member": member, "seats": ", ".join(block.seats), "rule": block.rule}
    return Sentence(template, tuple((k, v) for k, v in values.items() if f"{{{k}}}" in template))


def _relaxed(found: Relaxation | None) -> Iterator[Sentence]:
    if found is None:
        yield Sentence(NONE_RELAXED)
        return
    yield Sentence(RELAXED[found.kind], (("member", found.member), ("price", found.price)))
    if found.displaced:
        yield Sentence(DISPLACED, (("seats", ", ".join(found.displaced)),))


def _part(part: Part) -> Sentence:
    return Sentence(PART, (("name", part.name), ("cents", part.cents)))


def _next(found: Replacement | None) -> Sentence:
    if found is None:
        return Sentence(ALONE)
    cost = below_coverage(found.tiers)
    return Sentence(NEXT, (("member", found.member), ("cost", cost)))
