"""Offers: ask members, take their answers, and end what is not answered or no longer needed.

After a yes: remind who comes, hear that they set out, take back what they cannot keep.
"""

from app.services.offers.afterwards import give_back, set_out
from app.services.offers.answering import accept, decline
from app.services.offers.ending import (
    cancel_assignments,
    expire_due,
    release_assignments,
    withdraw_offers,
)
from app.services.offers.late import is_still_free, say_yes, tell_filled
from app.services.offers.opening import open_offers
from app.services.offers.reminding import remind_due
from app.services.offers.rooms import approve_room, refuse_room
from app.services.offers.standing import standing_of

__all__ = [
    "accept",
    "approve_room",
    "cancel_assignments",
    "decline",
    "expire_due",
    "give_back",
    "is_still_free",
    "open_offers",
    "refuse_room",
    "release_assignments",
    "remind_due",
    "say_yes",
    "set_out",
    "standing_of",
    "tell_filled",
    "withdraw_offers",
]
