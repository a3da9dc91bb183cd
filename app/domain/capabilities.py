"""What may be written into the table of what works with which numbers."""

import re
from collections.abc import Iterator

import phonenumbers

from app.domain.member_rules import Fault
from app.domain.numbers import ELSEWHERE, Capability
from app.domain.said import Sentence, said

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
SERVICE = re.compile(r"MG[0-9a-f]{32}")
#: At most eleven characters, one of them a letter.
NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
#: Names that operators refuse because they say nothing.
GENERIC = frozenset({"info", "sms", "infosms", "notice", "verify", "test"})
LONGEST_OPERATOR, LONGEST_PREFIX, MOST_TENTHS = 40, 6, 100_000


def find_faults(new: Capability) -> dict[str, Sentence]:
    """What is wrong by field, with the remedy; empty when all is well."""
    faults: dict[str, Sentence] = {}
    for field, problem in (*_place(new), *_sender(new), *_prices(new)):
        faults.setdefault(field, problem)
    return faults


def is_name(sender: str) -> bool:
    """Whether the sender is a name, to which nobody can reply."""
    return bool(sender) and not E164.fullmatch(sender) and not SERVICE.fullmatch(sender)


def _place(new: Capability) -> Iterator[Fault]:
    if new.country != ELSEWHERE and new.country not in phonenumbers.SUPPORTED_REGIONS:
        yield (
            "country",
            said("{code} is no country's code; write it like RS.", code=new.country or "–"),
        )
    if new.prefix and not (new.prefix.isdecimal() and len(new.prefix) <= LONGEST_PREFIX):
        yield "prefix", said("Write the first digits after the country's code, such as 64.")
    if new.prefix.startswith("0"):
        yield "prefix", said("Leave out the zero that is dialled inside the country.")
    if len(new.operator) > LONGEST_OPERATOR:
        yield "operator", said("Use {most} characters at most.", most=LONGEST_OPERATOR)


def _sender(new: Capability) -> Iterator[Fault]:
    sender = new.sender
    if not sender or E164.fullmatch(sender) or SERVICE.fullmatch(sender):
        return
    if not NAME.fullmatch(sender):
        yield (
            "sender",
            said(
                "Give a number such as +381112223344, a messaging service (MG...), or a name of "
                "at most 11 letters and digits; leave it empty for the account's own."
            ),
        )
    elif sender.lower() in GENERIC:
        yield "sender", said("Operators refuse {name}; use the pool's own name.", name=sender)
    elif not new.alphanumeric:
        yield "sender", said("Names do not work here; give a number, or say that they do.")
    elif new.two_way:
        yield "two_way", said("Nobody can reply to a name; give a number as the sender.")


def _prices(new: Capability) -> Iterator[Fault]:
    for field, price in (("text_tenths", new.text_tenths), ("call_tenths", new.call_tenths)):
        if not 0 <= price <= MOST_TENTHS:
            yield field, said("Give a price in cents from 0 to {most}.", most=MOST_TENTHS // 10)
