"""Phone numbers: whose they are, and what can be done with them.

What works is a question of the number's country and operator, not of where its owner lives: a
table says so (``Capability``), which a coordinator may edit. Prefixes are a hint only where
numbers move between operators.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

#: The row for numbers of countries that have none.
ELSEWHERE = "ZZ"
#: Kinds of numbers that no text can reach.
_FIXED = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.VOIP, PhoneNumberType.PAGER})


@dataclass(frozen=True)
class PhoneNumber:
    """A number as its country reads it; ``national`` has no leading zero."""

    country: str
    national: str
    takes_texts: bool


@dataclass(frozen=True)
class Capability:
    """What works with the numbers of a country, or of a prefix in it.

    ``two_way``: a reply by SMS reaches us. ``alphanumeric``: a name may be the sender. ``sender``:
    what to send from, empty for the account's own. Prices are tenths of a euro cent, of a segment
    and of a minute.
    """

    country: str = ELSEWHERE
    prefix: str = ""
    operator: str = ""
    two_way: bool = False
    alphanumeric: bool = True
    voice: bool = True
    sender: str = ""
    text_tenths: int = 250
    call_tenths: int = 300


def understood(phone: str) -> PhoneNumber:
    """The number in E.164 as its country reads it; one of no known country belongs elsewhere."""
    try:
        parsed = phonenumbers.parse(phone)
    except NumberParseException:
        return PhoneNumber(ELSEWHERE, phone.lstrip("+"), takes_texts=True)
    region = phonenumbers.region_code_for_number(parsed)
    return PhoneNumber(
        country=region if region and region.isalpha() else _region_of_code(parsed.country_code),
        national=phonenumbers.national_significant_number(parsed),
        takes_texts=phonenumbers.number_type(parsed) not in _FIXED,
    )


def _region_of_code(code: int | None) -> str:
    """The country of a calling code, also where the rest of the number is not in use."""
    region = phonenumbers.region_code_for_country_code(code or 0)
    return region if region.isalpha() and region != ELSEWHERE else ELSEWHERE


def capability_of(number: PhoneNumber, rows: Iterable[Capability]) -> Capability:
    """The row that knows the number best: its operator's, its country's, else elsewhere."""
    fitting = [
        row
        for row in rows
        if row.country == ELSEWHERE
        or (row.country == number.country and number.national.startswith(row.prefix))
    ]
    by_closeness = sorted(fitting, key=lambda row: (row.country != ELSEWHERE, len(row.prefix)))
    return by_closeness[-1] if by_closeness else Capability()
