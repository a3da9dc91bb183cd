"""What may be told of a site: an SMS is read on locked screens and by carriers."""

from datetime import datetime
from enum import StrEnum

from app.domain.vocabulary import Disclosure


class PlaceTold(StrEnum):
    """How much of the place a member's page shows."""

    NOTHING = "nothing"
    TOWN = "town"
    ALL = "all"


def is_embargoed(embargoed_until: datetime | None, now: datetime) -> bool:
    return embargoed_until is not None and now < embargoed_until


def town_in_sms(
    town: str, disclosure: Disclosure, embargoed_until: datetime | None, now: datetime
) -> str | None:
    """The town, or None where a text may not even tell that."""
    if disclosure is Disclosure.NEVER or is_embargoed(embargoed_until, now):
        return None
    return town


def place_on_page(
    disclosure: Disclosure, embargoed_until: datetime | None, now: datetime, *, is_theirs: bool
) -> PlaceTold:
    """What the page behind a member's link shows; more once the job is theirs."""
    if disclosure is Disclosure.NEVER or is_embargoed(embargoed_until, now):
        return PlaceTold.NOTHING
    if disclosure is Disclosure.TOWN_ONLY and not is_theirs:
        return PlaceTold.TOWN
    return PlaceTold.ALL
