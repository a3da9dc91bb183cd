"""Rules about wishes and wording: gender, consent, references, reasons."""

import re
from collections.abc import Iterator
from datetime import datetime

from app.domain.request_rules.kinds import Fault
from app.domain.requests import NewRequest, Setting
from app.domain.said import said

CASE_REF = re.compile(r"[A-Za-z0-9./_-]{1,40}")
HAS_DIGIT = re.compile(r"[0-9]")
LONGEST_TEXT = 500
TEXTS = ("remote_justification", "consent_reason", "deadline_reason")


def case_ref_is_no_name(new: NewRequest, _setting: Setting, _now: datetime) -> Iterator[Fault]:
    """A reference without a digit, or with a space, is how a name looks."""
    if not new.case_ref:
        yield "case_ref", said("Give your own number of the case, for example AZ-12/26.")
    elif not CASE_REF.fullmatch(new.case_ref):
        yield (
            "case_ref",
            said(
                "Use your own number: Latin letters, digits and . / _ - without spaces, "
                "40 characters at most. Never a name."
            ),
        )
    elif not HAS_DIGIT.search(new.case_ref):
        yield (
            "case_ref",
            said("This looks like a name: use your own number of the case, with digits."),
        )


def gender_wish_is_whole(new: NewRequest, _setting: Setting, _now: datetime) -> Iterator[Fault]:
    if new.gender is not None and new.gender_strength is None:
        yield "gender_strength", said("Say whether this is required or preferred.")
    elif new.gender is None and new.gender_strength is not None:
        yield "gender", said("Say whether a woman or a man is asked for.")


def consent_has_a_reason(new: NewRequest, _setting: Setting, _now: datetime) -> Iterator[Fault]:
    if new.consent and not new.consent_reason.strip():
        yield "consent_reason", said("Say why another dialect is acceptable to the person.")


def texts_are_short(new: NewRequest, _setting: Setting, _now: datetime) -> Iterator[Fault]:
    for name in TEXTS:
        if len(getattr(new, name)) > LONGEST_TEXT:
            yield name, said("Use {most} characters at most.", most=LONGEST_TEXT)


def priority_is_known(new: NewRequest, _setting: Setting, _now: datetime) -> Iterator[Fault]:
    if not 1 <= new.priority <= 4:  # noqa: PLR2004 - the scale itself
        yield "priority", said("Choose a priority from 1 (most urgent) to 4.")
