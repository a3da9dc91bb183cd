"""How hard a search presses, by lead time (domain E4). Every number here is a setting."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.offers import Lead
from app.domain.procedures import ProcedureCode


@dataclass(frozen=True)
class Band:
    """``least`` and ``most`` members of a wave; ``rings_at_night`` where nothing can wait;
    ``mends`` where there is time to mend the plan first, which asks one."""

    least: int
    most: int
    rings_at_night: bool = False
    mends: bool = True


EVERYBODY = 50
#: One after the other while there is time, several as it gets short, many on the day itself.
BANDS: dict[Lead, Band] = {
    Lead.LONG: Band(1, 1),
    Lead.MIDDLE: Band(1, 1),
    Lead.SHORT: Band(2, 3),
    Lead.NEXT_DAY: Band(3, 5),
    Lead.SAME_DAY: Band(5, EVERYBODY),
    Lead.ACUTE: Band(EVERYBODY, EVERYBODY, rings_at_night=True, mends=False),
}
#: Whoever is on call is there to be rung.
ON_CALL = frozenset({ProcedureCode.ONC})


def may_ring(
    lead: Lead, procedure: ProcedureCode, free_from: datetime, answer_until: datetime
) -> bool:
    """Whether a member is written to although they rest: on call, acute, or too late after."""
    urgent = BANDS[lead].rings_at_night or procedure in ON_CALL
    return urgent or (lead is Lead.SAME_DAY and free_from >= answer_until)
