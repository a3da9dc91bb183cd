"""Searches: whom to ask after the plan, wave after wave, until a seat is covered or it is plain
that it cannot be."""

from app.services.ladder.standby import begin_standby_search, settle_standby
from app.services.ladder.starting import begin

__all__ = ["begin", "begin_standby_search", "settle_standby"]
