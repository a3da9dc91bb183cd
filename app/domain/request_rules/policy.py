"""Rules about where, what for, in which language, by whom and in which way."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.procedures import PolicyTerms
from app.domain.request_rules.kinds import Fault
from app.domain.requests import NewRequest, Setting, length_of
from app.domain.said import Sentence, said
from app.domain.vocabulary import Modality, Role, RoleRule

_WORDS = {
    Modality.ON_SITE: said("On site"),
    Modality.VIDEO: said("Video"),
    Modality.PHONE: said("Phone"),
}


def site_is_the_authoritys(_new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    place = setting.place
    if place is None:
        yield "site", said("There is no such site; choose one of your authority's.")
    elif place.country != setting.country:
        yield (
            "site",
            said(
                "{name} is in another country than your authority; choose a site in {country}.",
                name=place.name,
                country=setting.country_name,
            ),
        )
    elif not place.is_of_authority:
        yield (
            "site",
            said(
                "Your authority does not work at {name}; choose one of its own sites.",
                name=place.name,
            ),
        )
    elif not place.is_active:
        yield "site", said("{name} is closed; choose another site.", name=place.name)


def procedure_has_policy(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if setting.procedure_name is None:
        yield (
            "procedure",
            said(
                "There is no procedure {procedure}; choose one of the list.",
                procedure=new.procedure,
            ),
        )
    elif setting.terms is None:
        yield (
            "procedure",
            said(
                "{country} has no policy for {procedure} on {start:%d.%m.%Y}; "
                "choose another procedure or ask the coordinator.",
                country=setting.country_name,
                procedure=setting.procedure_name,
                start=new.start,
            ),
        )


def languages_are_known(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if setting.dialect is None:
        yield (
            "dialect",
            said(
                "There is no dialect {dialect!r} to ask for; choose one of the list.",
                dialect=new.dialect,
            ),
        )
    if setting.target is None:
        yield (
            "target_dialect",
            said(
                "{target_dialect!r} is not a language sessions are interpreted into; "
                "choose one of the list.",
                target_dialect=new.target_dialect,
            ),
        )
    elif setting.target == setting.dialect:
        yield "target_dialect", said("Both languages are the same; choose another one.")


def roles_are_provided(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    terms = setting.terms
    if terms is None:
        return
    rules = {role: terms.rule_for(role) for role in Role}
    if set(rules.values()) == {RoleRule.NO}:
        yield (
            "procedure",
            said(
                "Nobody is provided for {procedure}; choose another.",
                procedure=setting.procedure_name,
            ),
        )
    for role in sorted(new.roles):
        if rules[role] is RoleRule.NO:
            yield "roles", _not_provided(role, setting)
    alone = new.roles == {Role.MEDIATOR}
    if alone and rules[Role.MEDIATOR] is RoleRule.BESIDE_INTERPRETER:
        yield (
            "roles",
            said(
                "In {procedure} a mediator never replaces the interpreter; ask for both.",
                procedure=setting.procedure_name,
            ),
        )


def _not_provided(role: Role, setting: Setting) -> Sentence:
    procedure = setting.procedure_name
    if role is Role.MEDIATOR:
        return said(
            "{procedure} provides no mediator; leave the mediator out.", procedure=procedure
        )
    return said(
        "{procedure} provides no interpreter; leave the interpreter out.", procedure=procedure
    )


def modalities_are_lawful(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    if not new.modalities:
        yield "modalities", said("Choose at least one way to take part.")
    if setting.terms is None:
        return
    for modality in sorted(new.modalities):
        reason = why_not(
            modality, setting.terms, length_of(new, setting.terms), video_ok=_video(setting)
        )
        if reason:
            yield (
                "modalities",
                said(
                    "{way} is not possible: {reason} ({law}).",
                    way=_WORDS[modality],
                    reason=reason,
                    law=setting.terms.legal_reference,
                ),
            )


def why_not(
    modality: Modality, terms: PolicyTerms, minutes: int, *, video_ok: bool
) -> Sentence | None:
    """Why a session of so many minutes may not be held in this way; None when it may."""
    if modality not in terms.modalities:
        return said("the policy does not allow it")
    if modality.is_remote and not terms.signs_remotely:
        return said("the record must be signed by hand at the site")
    if modality not in terms.allowed_modalities(minutes):
        cap = terms.phone_cap_minutes if modality is Modality.PHONE else terms.video_cap_minutes
        return said("{cap} minutes at most", cap=cap)
    if modality is Modality.VIDEO and not video_ok:
        return said("the site's line does not carry video")
    return None


def remote_is_justified(new: NewRequest, setting: Setting, _now: datetime) -> Iterator[Fault]:
    terms = setting.terms
    if terms is None or not terms.remote_needs_reason or new.remote_justification.strip():
        return
    lawful = terms.allowed_modalities(length_of(new, terms)) & new.modalities
    if any(modality.is_remote for modality in lawful):
        yield (
            "remote_justification",
            said(
                "{procedure} is held in person unless there is a reason; say why not.",
                procedure=setting.procedure_name,
            ),
        )


def _video(setting: Setting) -> bool:
    return setting.place is None or setting.place.video_ok
