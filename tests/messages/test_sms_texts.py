"""Texts of SMS: in every language, of every kind, no longer than is paid for."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from itertools import product
from string import Formatter

import pytest
from babel import Locale

from app.domain.disclosure import PlaceTold, place_on_page, town_in_sms
from app.domain.job_details import Job, Voice, shortened
from app.domain.language_names import language_name
from app.domain.leave import LeaveFault
from app.domain.links import OfferLinks
from app.domain.messages import MessageKind
from app.domain.offers import Standing
from app.domain.outcomes import CHOICES
from app.domain.procedures import ProcedureCode
from app.domain.segments import size_of
from app.domain.sms_text import compose, compose_leave, voice_of
from app.domain.states import LeaveState, TimesheetState
from app.domain.timesheets import Activity, TimesFault
from app.domain.vocabulary import (
    AbsenceKind,
    ActorKind,
    DeclineReason,
    Disclosure,
    Modality,
    Script,
)
from app.domain.words import LANGUAGES, Words, words_of
from app.domain.words.english import ENGLISH
from config import PROJECT
from tests.factories import NOW

START = datetime(2026, 12, 30, 10, 0)
#: An offer of years from now, on a name as long as public offices have them.
LINK = OfferLinks("k" * 32, "https://tarjuman.example.org").url(99_999_999)
ABOUT_LEAVE = (MessageKind.LEAVE_APPROVED, MessageKind.LEAVE_REFUSED)
ABOUT_JOBS = [kind for kind in MessageKind if kind not in ABOUT_LEAVE]
#: Where people flee from.
ORIGINS = ("AF", "BD", "CD", "DZ", "EG", "ER", "IN", "IQ", "IR", "MA", "PK", "PS", "SO", "SY", "TR")
#: Texts with something to do behind a link, which stands last and alone on its line.
WITH_LINK = {
    MessageKind.OFFER,
    MessageKind.CONFIRMED,
    MessageKind.CHANGED,
    MessageKind.REMINDER,
    MessageKind.HANDSHAKE,
    MessageKind.LATE,
    MessageKind.THANKS,
}
EVERY_VOICE = [(words.tag, script) for words in LANGUAGES for script in Script]
RTL = [words.tag for words in LANGUAGES if words.direction == "rtl"]


DAY_TABLES: dict[str, Iterable[object]] = {
    "outcomes": CHOICES[ActorKind.MEMBER],
    "times_states": TimesheetState,
    "times_faults": TimesFault,
    "activities": Activity,
    "leave_kinds": AbsenceKind,
    "leave_states": LeaveState,
    "leave_faults": LeaveFault,
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (PROJECT / "app" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TOWNS = sorted({row["town"] for row in rows_of("sites.csv")})
DIALECTS = [(row["code"], row["language"], row["name"]) for row in rows_of("dialects.csv")]


def jobs(words: Words) -> Iterator[Job]:
    """Every town and every language of the data, with the longest number."""
    names = {language_name(words, *dialect) for dialect in DIALECTS}
    for town in (*TOWNS, None):
        for modality in Modality:
            for name in sorted(names, key=len)[-3:]:
                yield Job(9999, name, START, START + timedelta(hours=3), town, modality, START)


def ways(job: Job) -> Iterator[Job]:
    """Gone to at home, asked for in a hurry, across the border, and taken part in from home."""
    yield job
    yield replace(job, is_urgent=True)
    yield replace(job, crosses_border=True)
    yield replace(job, is_gone_to=False)


def a_job(**changes: object) -> Job:
    values = {
        "number": 47,
        "language": "Pashto",
        "starts": START,
        "ends": START + timedelta(hours=1),
        "town": "Preševo",
        "modality": Modality.ON_SITE,
        "answer_by": START,
    }
    return Job(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_every_text_is_one_segment_of_gsm_or_two_of_ucs2(tag: str, script: Script) -> None:
    voice = voice_of(tag, script)
    for job in jobs(voice.words):
        for kind, way in product(ABOUT_JOBS, ways(job)):
            text = compose(kind, voice, way, LINK)
            assert size_of(text).is_small, text
            assert "{" not in text


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_texts_about_leave_are_as_short_and_name_its_days(tag: str, script: Script) -> None:
    voice = voice_of(tag, script)
    for kind, last in product(ABOUT_LEAVE, (START, START + timedelta(days=20))):
        text = compose_leave(kind, voice, START.date(), last.date())
        assert size_of(text).is_small, text
        assert "30.12." in text
        assert ("30.12.-19.01." in text) is (last != START)


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_every_text_is_readable_from_both_sides(tag: str, script: Script) -> None:
    """Job number first; digits of one set; nothing that hides in a line; a link ends the text."""
    voice = voice_of(tag, script)
    for kind, way in product(ABOUT_JOBS, ways(a_job())):
        text = compose(kind, voice, way, LINK)
        assert not re.search("[\u0660-\u0669\u06f0-\u06f9\u202a-\u202e\u2066-\u2069]", text)
        assert text.endswith(f"\n{LINK}") is (kind in WITH_LINK)
        assert LINK in text or kind not in WITH_LINK
        if kind is not MessageKind.HELP:
            head = voice.finish(voice.words.sms.job.format(number=47))
            assert text.startswith(head), text


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_no_text_tells_a_procedure_or_a_nationality(tag: str, script: Script) -> None:
    voice = voice_of(tag, script)
    told = [voice.finish(name).lower() for name in voice.words.procedures.values()]
    for kind, way in product(ABOUT_JOBS, ways(a_job())):
        text = compose(kind, voice, way, LINK).lower()
        assert not [name for name in told if name in text]
        assert not re.search("afghan|афган|افغان|iran|иран|ایران|إيران|syri|сири|سوري", text)
        assert not re.search(rf"\b({countries_of(voice)})\b", text)


def countries_of(voice: Voice) -> str:
    """Their names in the language and its letters."""
    names = Locale.parse(voice.words.cldr.replace("-", "_")).territories
    return "|".join(re.escape(voice.finish(names[code]).lower()) for code in ORIGINS)


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_an_urgent_offer_says_so_after_its_number(tag: str, script: Script) -> None:
    voice = voice_of(tag, script)
    text = compose(MessageKind.OFFER, voice, a_job(is_urgent=True), LINK)
    urgent = voice.finish(voice.words.sms.urgent.format(job=voice.words.sms.job.format(number=47)))
    assert text.startswith(urgent)
    assert not compose(MessageKind.OFFER, voice, a_job(), LINK).startswith(urgent)


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_an_offer_that_can_be_answered_by_sms_says_how_wherever_it_is(
    tag: str, script: Script
) -> None:
    """With the longest town, language and number: day, place, deadline and the digits to send."""
    voice = voice_of(tag, script)
    for job, is_urgent in product(jobs(voice.words), (False, True)):
        way = replace(job, is_urgent=is_urgent, can_reply=True)
        text = compose(MessageKind.OFFER, voice, way, LINK)
        assert size_of(text).is_small, text
        assert "1 9999 " in text
        assert "2 9999 " in text
        assert text.count("10:00") == 2
        assert "30.12. 10:00" in text
        if way.town and way.modality is Modality.ON_SITE and way.town != "Belgrade":
            assert voice.finish(voice.town(way.town))[:5] in text, text


@pytest.mark.parametrize(
    ("town", "short"),
    [
        ("Banja Koviljača", "Banja K."),
        ("Dimitrovgrad", "Dimitro."),
        ("Димитровград", "Димитро."),
        ("Gornji Milanovac", "Gornji M."),
        ("Preševo", "Preševo"),
        ("Subotica", "Subotica"),
    ],
)
def test_a_town_is_known_by_its_beginning_where_room_is_short(town: str, short: str) -> None:
    assert shortened(town) == short


@pytest.mark.parametrize("tag", ["ar", "fa", "fa-AF", "ps", "mk"])
def test_the_weekday_goes_only_where_it_has_no_room(tag: str) -> None:
    voice = voice_of(tag, Script.DEFAULT)
    weekday = voice.words.weekdays[START.weekday()]
    link = LINK[:-5]
    told = compose(MessageKind.OFFER, voice, a_job(can_reply=True, town="Šid"), link)
    assert "1 47 " in told
    assert weekday in told, told


@pytest.mark.parametrize("tag", ["en", "sq", "sr-Latn"])
def test_latin_texts_are_gsm(tag: str) -> None:
    voice = voice_of(tag, Script.LATIN)
    for kind in ABOUT_JOBS:
        text = compose(kind, voice, a_job(town="Banja Koviljača"), LINK)
        assert size_of(text).encoding == "GSM-7", text


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_a_reminder_tells_when_and_of_the_passport_where_a_border_is_crossed(
    tag: str, script: Script
) -> None:
    voice = voice_of(tag, script)
    passport = voice.finish(voice.words.sms.passport)
    for job in jobs(voice.words):
        for way in ways(job):
            text = compose(MessageKind.REMINDER, voice, way, LINK)
            assert "9999" in text
            assert "30.12. 10:00" in text
            assert (passport in text) is way.crosses_border
            assert text.endswith(f"\n{LINK}")


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_a_handshake_names_the_button_to_tap(tag: str, script: Script) -> None:
    voice = voice_of(tag, script)
    for is_gone_to, button in ((True, "on_my_way"), (False, "ready")):
        text = compose(MessageKind.HANDSHAKE, voice, a_job(is_gone_to=is_gone_to), LINK)
        assert voice.finish(getattr(voice.words.page, button)) in text
        assert text.endswith(f"\n{LINK}")


@pytest.mark.parametrize(("tag", "script"), EVERY_VOICE)
def test_an_offer_tells_number_day_town_deadline_and_link(tag: str, script: Script) -> None:
    voice = voice_of(tag, script)
    text = compose(MessageKind.OFFER, voice, a_job(), LINK)
    for part in ("47", "30.12. 10:00", voice.finish(voice.town("Preševo"))):
        assert part in text
    assert text.count("30.12. 10:00") == 2
    assert text.endswith(f"\n{LINK}")


@pytest.mark.parametrize("tag", [words.tag for words in LANGUAGES])
def test_a_text_tells_no_place_where_none_may_be_told(tag: str) -> None:
    voice = voice_of(tag, Script.DEFAULT)
    for kind in ABOUT_JOBS:
        text = compose(kind, voice, a_job(town=None), LINK)
        assert "Preševo" not in text
        assert ", ," not in text


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_no_word_is_missing(words: Words) -> None:
    for each in fields(words.sms):
        assert getattr(words.sms, each.name).strip(), each.name
    for each in fields(words.page):
        assert getattr(words.page, each.name), each.name
    for each in fields(words.day):
        assert getattr(words.day, each.name), each.name
    for name, keys in DAY_TABLES.items():
        assert set(getattr(words.day, name)) == set(keys), name
    assert set(words.modalities) == set(Modality)
    assert set(words.procedures) == set(ProcedureCode)
    assert set(words.page.standings) == set(Standing)
    assert set(words.page.reasons) == set(DeclineReason)
    assert set(words.page.labels) == set(ENGLISH.page.labels)
    assert len(words.weekdays) == 7


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_every_text_has_the_gaps_that_english_has(words: Words) -> None:
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for each in fields(words.sms):
        expected = gaps(getattr(ENGLISH.sms, each.name))
        assert gaps(getattr(words.sms, each.name)) == expected, each.name
    for part in ("page", "day"):
        for each in fields(getattr(words, part)):
            value = getattr(getattr(words, part), each.name)
            english = getattr(getattr(ENGLISH, part), each.name)
            for key, text in value.items() if isinstance(value, Mapping) else [("", value)]:
                if isinstance(text, str):
                    assert gaps(text) == gaps(english[key] if key else english), each.name


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_every_language_of_the_data_has_a_name_in_it(words: Words) -> None:
    for dialect, language, english in DIALECTS:
        name = language_name(words, dialect, language, english)
        assert name
        if words.direction == "rtl" and name == english:
            assert language not in ("ara", "fas", "pus"), name


@pytest.mark.parametrize("tag", RTL)
def test_a_town_stays_in_the_letters_of_the_road_signs(tag: str) -> None:
    assert "Preševo" in compose(MessageKind.OFFER, voice_of(tag, Script.DEFAULT), a_job(), LINK)


@pytest.mark.parametrize(
    ("tag", "script", "town"),
    [
        ("sr", Script.DEFAULT, "Presevo"),
        ("sr", Script.CYRILLIC, "Прешево"),
        ("mk", Script.DEFAULT, "Прешево"),
        ("mk", Script.LATIN, "Presevo"),
        ("sq", Script.DEFAULT, "Presevo"),
    ],
)
def test_towns_are_spelt_as_the_member_reads(tag: str, script: Script, town: str) -> None:
    assert town in compose(MessageKind.OFFER, voice_of(tag, script), a_job(), LINK)


def test_an_unknown_language_is_spoken_to_in_english() -> None:
    assert words_of("xx-YY") is ENGLISH


def test_a_text_about_a_job_needs_one() -> None:
    with pytest.raises(ValueError, match="about a job"):
        compose(MessageKind.OFFER, voice_of("en", Script.DEFAULT), None)


def test_letters_of_two_places_are_counted_as_such() -> None:
    assert size_of("€" * 80).segments == 1
    assert size_of("€" * 81).segments == 2
    assert size_of("ž" * 70).segments == 1
    assert size_of("ž" * 71).segments == 2
    assert size_of("👍" * 35).segments == 1
    # 67 places a segment: a pair is never split, so a place is left over in each.
    assert size_of("👍" * 67).segments == 3


@pytest.mark.parametrize("disclosure", list(Disclosure))
def test_an_embargo_hides_any_place_until_it_ends(disclosure: Disclosure) -> None:
    later = NOW + timedelta(hours=1)
    assert town_in_sms("Preševo", disclosure, later, NOW) is None
    assert place_on_page(disclosure, later, NOW, is_theirs=True) is PlaceTold.NOTHING
    told = town_in_sms("Preševo", disclosure, NOW, NOW)
    assert told == (None if disclosure is Disclosure.NEVER else "Preševo")


def test_an_undisclosed_site_is_named_nowhere_and_a_town_first_by_its_town() -> None:
    assert place_on_page(Disclosure.NEVER, None, NOW, is_theirs=True) is PlaceTold.NOTHING
    assert place_on_page(Disclosure.TOWN_ONLY, None, NOW, is_theirs=False) is PlaceTold.TOWN
    assert place_on_page(Disclosure.TOWN_ONLY, None, NOW, is_theirs=True) is PlaceTold.ALL
