"""Offers: ask members, take their answers, and end what is not answered or no longer needed."""

from app.services.offers.answering import accept, decline, standing_of
from app.services.offers.ending import cancel_assignments, expire_due, withdraw_offers
from app.services.offers.opening import open_offers

__all__ = [
    "accept",
    "cancel_assignments",
    "decline",
    "expire_due",
    "open_offers",
    "standing_of",
    "withdraw_offers",
]
