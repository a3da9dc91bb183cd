"""Filling the request form: the choices of the office, and what the policy makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.db.models import Authority, Dialect, Procedure
from app.db.queries import choices, filing
from app.domain.languages import place_in_list
from app.domain.procedures import PolicyTerms
from app.domain.request_rules.policy import why_not
from app.domain.said import Sentence
from app.domain.vocabulary import Gender, Modality, Role, RoleRule, Strength
from app.portal import words
from app.portal.forms import BOTH, RequestForm

#: A dialect's code, its name and where it is spoken.
Dialects = list[tuple[str, str, str]]
Choices = list[tuple[Any, Any]]


@dataclass(frozen=True)
class PolicyView:
    """What a country allows in a procedure. ``modalities``: why each is not possible, or None."""

    name: str
    terms: PolicyTerms
    modalities: list[tuple[Modality, Sentence | None]]

    @property
    def possible(self) -> list[Modality]:
        return [modality for modality, reason in self.modalities if not reason]

    @property
    def impossible(self) -> list[tuple[Any, Sentence]]:
        return [(words.MODALITIES[each], reason) for each, reason in self.modalities if reason]

    @property
    def is_remote_possible(self) -> bool:
        return any(modality.is_remote for modality in self.possible)

    @property
    def signatures(self) -> list[Any]:
        return [words.SIGNATURES[way] for way in sorted(self.terms.signature_ways)]


@dataclass(frozen=True)
class Filled:
    """What the page shows beside the fields: the policy and the dialects of the language."""

    policy: PolicyView | None
    dialects: Dialects


def fill(
    session: Session, form: RequestForm, authority: Authority, today: date, *, sent: bool
) -> Filled:
    """Give the form its choices, as far as what is chosen so far decides them.

    Until the form is ``sent`` the first choices are also made; what was sent is not touched.
    """
    day = form.day.data or today
    procedures = choices.procedures_of(session, authority.country_code, day)
    form.procedure.choices = [(each.code, each.name) for each in procedures]
    form.site.choices = [(site.id, site.name) for site in authority.sites if site.is_active]
    dialects = _fill_languages(session, form, authority)
    _fill_wishes(form)
    policy = _policy(session, form, authority, procedures, day)
    _fill_by_policy(form, policy)
    if not sent:
        _choose_first(form)
    return Filled(policy, dialects)


def _fill_languages(session: Session, form: RequestForm, authority: Authority) -> Dialects:
    """The language first; its dialects only where there is more than one to ask about."""
    dialects = choices.applicant_dialects(session)
    form.language.choices = _languages(dialects)
    own = [each for each in dialects if each.language_code == form.language.data]
    form.dialect.choices = [(each.code, each.name) for each in own]
    if len(own) == 1:
        form.dialect.data = own[0].code
    elif form.dialect.data not in {each.code for each in own}:
        form.dialect.data = None
    targets = choices.target_dialects(session)
    form.target_dialect.choices = [(each.code, each.name) for each in targets]
    form.target_dialect.data = form.target_dialect.data or authority.target_dialect
    return [(each.code, each.name, each.spoken_in) for each in own]


def _languages(dialects: Sequence[Dialect]) -> list[tuple[str, str]]:
    """Each language with its dialects in its name, so that who looks for Dari finds it."""
    names: dict[str, str] = {}
    within: dict[str, list[str]] = {}
    for each in sorted(dialects, key=lambda one: place_in_list(one.language_code)):
        names[each.language_code] = each.language.name
        within.setdefault(each.language_code, []).append(each.name)
    return [
        (code, f"{name}: {', '.join(within[code])}" if within[code] != [name] else name)
        for code, name in names.items()
    ]


def _fill_wishes(form: RequestForm) -> None:
    form.gender.choices = [
        ("", _("No wish")),
        (Gender.FEMALE, _("A woman")),
        (Gender.MALE, _("A man")),
    ]
    form.gender_strength.choices = [
        ("", _("Choose if there is a wish")),
        (Strength.REQUIRED, _("Required: nobody else may come")),
        (Strength.PREFERRED, _("Preferred: better than nothing")),
    ]


def _policy(
    session: Session,
    form: RequestForm,
    authority: Authority,
    procedures: Sequence[Procedure],
    day: date,
) -> PolicyView | None:
    code = form.procedure.data
    terms = filing.terms_on(session, authority.country_code, code, day) if code else None
    name = next((each.name for each in procedures if each.code == code), None)
    if terms is None or name is None:
        return None
    _fill_minutes(form, terms)
    minutes = form.minutes.data or terms.typical_minutes
    sites = (site.video_ok for site in authority.sites if site.id == form.site.data)
    video_ok = next(sites, True)
    reasons = [(each, why_not(each, terms, minutes, video_ok=video_ok)) for each in Modality]
    return PolicyView(name, terms, reasons)


def _fill_minutes(form: RequestForm, terms: PolicyTerms) -> None:
    """The typical length, until the officer writes another one; it follows the procedure."""
    typical = str(terms.typical_minutes)
    untouched = form.minutes.data is None or str(form.minutes.data) == form.typical.data
    if untouched and form.typical.data != typical and not form.minutes.errors:
        form.minutes.data, form.minutes.raw_data = terms.typical_minutes, None
    form.typical.data = typical


def _fill_by_policy(form: RequestForm, policy: PolicyView | None) -> None:
    possible = policy.possible if policy else list(Modality)
    form.modalities.choices = [(each, words.MODALITIES[each]) for each in possible]
    form.roles.choices = _who(policy.terms if policy else None)


def _choose_first(form: RequestForm) -> None:
    """What most offices want, where nothing is chosen that the policy allows."""
    possible = [choice[0] for choice in form.modalities.choices or ()]
    chosen = [each for each in form.modalities.data or [] if each in possible]
    form.modalities.data = chosen or possible[:1]
    who = [choice[0] for choice in form.roles.choices or ()]
    if form.roles.data not in who:
        form.roles.data = who[0]


def _who(terms: PolicyTerms | None) -> Choices:
    interpreter = (Role.INTERPRETER, words.ROLES[Role.INTERPRETER])
    mediator = (Role.MEDIATOR, words.ROLES[Role.MEDIATOR])
    both = (BOTH, _("Interpreter and cultural mediator"))
    if terms is None:
        return [interpreter, mediator, both]
    if terms.interpreter_rule is RoleRule.NO:
        return [mediator]
    if terms.mediator_rule is RoleRule.NO:
        return [interpreter]
    if terms.mediator_rule is RoleRule.BESIDE_INTERPRETER:
        return [interpreter, both]
    return [interpreter, mediator, both]
