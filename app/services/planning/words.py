"""Days as people write them here."""

from datetime import date

from app.domain.said import Sentence, said


def days_in_words(first: date, last: date) -> Sentence:
    """``30.11.2026 to 06.12.2026``, or one day."""
    if first == last:
        return said("{day:%d.%m.%Y}", day=first)
    return said("{first:%d.%m.%Y} to {last:%d.%m.%Y}", first=first, last=last)
