"""The rules a request must keep; each says what is wrong, in which field, and how to mend it."""

from datetime import datetime

from app.domain.errors import InvalidError
from app.domain.request_rules import policy, times, wording
from app.domain.request_rules.kinds import Rule
from app.domain.requests import NewRequest, Setting
from app.domain.said import Sentence, said

RULES: tuple[Rule, ...] = (
    policy.site_is_the_authoritys,
    policy.procedure_has_policy,
    policy.languages_are_known,
    policy.roles_are_provided,
    policy.modalities_are_lawful,
    policy.remote_is_justified,
    times.times_exist,
    times.start_lies_ahead,
    times.window_is_ordered,
    times.length_is_allowed,
    times.child_is_heard_in_child_hours,
    times.deadline_is_kept,
    times.embargo_ends_before_the_start,
    wording.case_ref_is_no_name,
    wording.gender_wish_is_whole,
    wording.consent_has_a_reason,
    wording.texts_are_short,
    wording.priority_is_known,
)


def check(new: NewRequest, setting: Setting, now: datetime) -> None:
    """Raise InvalidError with every fault found, the first of each field."""
    faults: dict[str, Sentence] = {}
    for rule in RULES:
        for name, message in rule(new, setting, now):
            faults.setdefault(name, message)
    if faults:
        raise InvalidError(said("The request cannot be filed as it is."), faults)
