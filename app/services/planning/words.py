"""Days and moments as people write them here, in the pool's own time."""

from datetime import date, datetime

from app.domain.borders import ZONE


def days_in_words(first: date, last: date) -> str:
    """``30.11.2026 to 06.12.2026``, or one day."""
    return (
        day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
    )


def day_in_words(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def moment_in_words(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%d.%m.%Y %H:%M}"
