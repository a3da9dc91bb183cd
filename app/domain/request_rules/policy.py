"""Rules about where, what for, in which language, by whom and in which way."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.procedures import PolicyTerms
from app.domain.request_rules.kinds import Fault
from app.domain.requests import NewRequest, Setting, length_of
from app.domain.vocabulary import Modality, Role, RoleRule

_WORDS = {Modality.ON_SITE: "On site", Modality.VIDEO: "Video", Modality.PHONE: "Phone"}


def site_is_the_authoritys(_new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    place = setting.place
    if place is None:
        yield "site", "There is no such site; choose one of your authority's."
    elif place.country != setting.country:
        yield (
            "site",
            (
                f"{place.name} is in another country than your authority; "
                f"choose a site in {setting.country_name}."
            ),
        )
    elif not place.is_of_authority:
        yield "site", f"Your authority does not work at {place.name}; choose one of its own sites."
    elif not place.is_active:
        yield "site", f"{place.name} is closed; choose another site."


def procedure_has_policy(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if setting.procedure_name is None:
        yield "procedure", f"There is no procedure {new.procedure}; choose one of the list."
    elif setting.terms is None:
        yield (
            "procedure",
            (
                f"{setting.country_name} has no policy for {setting.procedure_name} on "
                f"{new.start:%d.%m.%Y}; choose another procedure or ask the coordinator."
            ),
        )


def languages_are_known(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if setting.dialect is None:
        yield "dialect", f"There is no dialect {new.dialect!r} to ask for; choose one of the list."
    if setting.target is None:
        yield (
            "target_dialect",
            (
                f"{new.target_dialect!r} is not a language sessions are interpreted into; "
                "choose one of the list."
            ),
        )
    elif setting.target == setting.dialect:
        yield "target_dialect", "Both languages are the same; choose another one."


def roles_are_provided(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    terms = setting.terms
    if terms is None:
        return
    rules = {role: terms.rule_for(role) for role in Role}
    if set(rules.values()) == {RoleRule.NO}:
        yield "procedure", f"Nobody is provided for {setting.procedure_name}; choose another."
    for role in sorted(new.roles):
        if rules[role] is RoleRule.NO:
            yield "roles", f"{setting.procedure_name} provides no {role}; leave the {role} out."
    alone = new.roles == {Role.MEDIATOR}
    if alone and rules[Role.MEDIATOR] is RoleRule.BESIDE_INTERPRETER:
        yield (
            "roles",
            f"In {setting.procedure_name} a mediator never replaces the interpreter; ask for both.",
        )


def modalities_are_lawful(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if not new.modalities:
        yield "modalities", "Choose at least one way to take part."
    if setting.terms is None:
        return
    for modality in sorted(new.modalities):
        reason = why_not(
            modality, setting.terms, length_of(new, setting.terms), video_ok=_video(setting)
        )
        if reason:
            yield (
                "modalities",
                f"{_WORDS[modality]} is not possible: {reason} ({setting.terms.legal_reference}).",
            )


def why_not(modality: Modality, terms: PolicyTerms, minutes: int, *, video_ok: bool) -> str:
    """Why a session of so many minutes may not be held in this way; empty when it may."""
    if modality not in terms.modalities:
        return "the policy does not allow it"
    if modality.is_remote and not terms.signs_remotely:
        return "the record must be signed by hand at the site"
    if modality not in terms.allowed_modalities(minutes):
        cap = terms.phone_cap_minutes if modality is Modality.PHONE else terms.video_cap_minutes
        return f"{cap} minutes at most"
    if modality is Modality.VIDEO and not video_ok:
        return "the site's line does not carry video"
    return ""


def remote_is_justified(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    terms = setting.terms
    if terms is None or not terms.remote_needs_reason or new.remote_justification.strip():
        return
    lawful = terms.allowed_modalities(length_of(new, terms)) & new.modalities
    if any(modality.is_remote for modality in lawful):
        yield (
            "remote_justification",
            f"{setting.procedure_name} is held in person unless there is a reason; say why not.",
        )


def _video(setting: Setting) -> bool:
    return setting.place is None or setting.place.video_ok
