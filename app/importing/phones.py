"""Telephone numbers as people write them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

EXAMPLE = "write it with the country's code, like +381 60 123 4567."


def phone(cell: str) -> str:
    """The number in E.164. Raises ValueError for one that no country has."""
    try:
        number = phonenumbers.parse(cell)
    except NumberParseException:
        raise ValueError(f"{cell!r} is not a telephone number; {EXAMPLE}") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"{cell!r} is too long or too short; {EXAMPLE}")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
