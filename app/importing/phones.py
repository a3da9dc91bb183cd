"""Telephone numbers as people write them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from app.domain.said import said
from app.importing.fields import CellError


def phone(cell: str) -> str:
    """The number in E.164. Raises CellError for one that no country has."""
    try:
        number = phonenumbers.parse(cell)
    except NumberParseException:
        raise CellError(
            said(
                "{cell!r} is not a telephone number; write it with the country's code, "
                "like +381 60 123 4567.",
                cell=cell,
            )
        ) from None
    if not phonenumbers.is_possible_number(number):
        raise CellError(
            said(
                "{cell!r} is too long or too short; write it with the country's code, "
                "like +381 60 123 4567.",
                cell=cell,
            )
        )
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
