"""What a call says, in the languages in which a provider's voice speaks and the pool has words.

A call tells no more than a text may. Of the pool's languages Twilio speaks Arabic, Serbian (which
it reads in Cyrillic) and English; it has no voice for Farsi, Dari, Pashto, Albanian or
Macedonian, whose speakers hear a language that they share, else Serbian or English.
Voices: twilio.com/docs/voice/twiml/say/text-speech.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_datetime

from app.domain.job_details import Job
from app.domain.messages import MessageKind
from app.domain.scripts import serbian_cyrillic
from app.domain.vocabulary import Modality
from app.domain.words import Words, words_of


@dataclass(frozen=True)
class Spoken:
    """A language that calls speak: ``tag`` of its words, the provider's language and voice."""

    tag: str
    locale: str
    voice: str
    day: str
    greeting: str
    kinds: Mapping[MessageKind, str]
    menu: str
    comes_menu: str
    repeat: str
    unclear: str
    no_answer: str
    moment: str
    later: str
    again: str

    @property
    def words(self) -> Words:
        return words_of(self.tag)


ENGLISH = Spoken(
    tag="en",
    locale="en-GB",
    voice="Polly.Amy",
    day="EEEE d MMMM",
    greeting="Hello, this is the interpreters' pool.",
    kinds={
        MessageKind.OFFER: "Can you take job {number}? {details}. Please answer until {deadline}.",
        MessageKind.CONFIRMED: "Job {number} is yours. {details}.",
        MessageKind.CHANGED: "Job {number} has changed. {details}.",
        MessageKind.CANCELLED: "Job {number} is cancelled. Please do not come. {details}.",
        MessageKind.REMINDER: "A reminder of job {number}. {details}.",
        MessageKind.HANDSHAKE: "Job {number} is about to begin. {details}. Will you be there?",
    },
    menu="To accept, press 1. To decline, press 2. To hear this again, press 9.",
    comes_menu="If you will be there, press 1. If you cannot come, press 2. To hear this again, "
    "press 9.",
    repeat="To hear this again, press 9.",
    unclear="That was not understood.",
    no_answer="We have no answer from you. You can still answer by the link of our text, or tell "
    "the coordinator. Goodbye.",
    moment="One moment, please.",
    later="Your answer is kept. You will hear from us shortly. Goodbye.",
    again="The time to answer was over, but the job is still free. We ask you once more now, as "
    "job {number}. Please answer that question.",
)
SERBIAN = Spoken(
    tag="sr-Cyrl",
    locale="sr-RS",
    voice="Google.sr-RS-Standard-A",
    day="EEEE d. MMMM",
    greeting="Добар дан, овде служба преводилаца.",
    kinds={
        MessageKind.OFFER: "Да ли можете да преузмете посао {number}? {details}. "
        "Одговорите до {deadline}.",
        MessageKind.CONFIRMED: "Посао {number} је Ваш. {details}.",
        MessageKind.CHANGED: "Посао {number} је измењен. {details}.",
        MessageKind.CANCELLED: "Посао {number} је отказан. Молимо Вас, немојте долазити. "
        "{details}.",
        MessageKind.REMINDER: "Подсећамо Вас на посао {number}. {details}.",
        MessageKind.HANDSHAKE: "Посао {number} ускоро почиње. {details}. Да ли остаје договорено?",
    },
    menu="За да притисните један. За не притисните два. Да чујете поново, притисните девет.",
    comes_menu="Ако остаје договорено, притисните један. Ако не можете, притисните два. Да чујете "
    "поново, притисните девет.",
    repeat="Да чујете поново, притисните девет.",
    unclear="Нисмо разумели.",
    no_answer="Немамо Ваш одговор. Можете одговорити преко линка из наше поруке или рећи "
    "координатору. Довиђења.",
    moment="Само тренутак, молимо.",
    later="Ваш одговор је забележен. Ускоро ћемо Вам се јавити. Довиђења.",
    again="Време за одговор је истекло, али посао је још слободан. Сада Вас питамо још једном, "
    "као посао {number}. Молимо Вас, одговорите на то питање.",
)
ARABIC = Spoken(
    tag="ar",
    locale="arb",
    voice="Polly.Zeina",
    day="EEEE d MMMM",
    greeting="مرحبا، هنا خدمة المترجمين.",
    kinds={
        MessageKind.OFFER: "هل يمكنك أخذ المهمة {number}؟ {details}. الرجاء الرد قبل {deadline}.",
        MessageKind.CONFIRMED: "المهمة {number} لك. {details}.",
        MessageKind.CHANGED: "تغيرت المهمة {number}. {details}.",
        MessageKind.CANCELLED: "ألغيت المهمة {number}. الرجاء عدم الحضور. {details}.",
        MessageKind.REMINDER: "تذكير بالمهمة {number}. {details}.",
        MessageKind.HANDSHAKE: "المهمة {number} تبدأ قريبا. {details}. هل يمكنك الحضور؟",
    },
    menu="للقبول اضغط واحد. للرفض اضغط اثنين. للاستماع مرة أخرى اضغط تسعة.",
    comes_menu="إن كان يمكنك الحضور اضغط واحد. إن تعذر الحضور اضغط اثنين. للاستماع مرة أخرى "
    "اضغط تسعة.",
    repeat="للاستماع مرة أخرى اضغط تسعة.",
    unclear="لم نفهم ذلك.",
    no_answer="لم يصلنا ردك. يمكنك الرد بالرابط في رسالتنا أو إبلاغ المنسق. مع السلامة.",
    moment="لحظة من فضلك.",
    later="سجلنا ردك. ستسمع منا قريبا. مع السلامة.",
    again="انتهى وقت الرد، لكن المهمة ما زالت متاحة. نسألك الآن مرة أخرى، كمهمة {number}. الرجاء "
    "الرد على هذا السؤال.",
)

#: By the language of a member's pages, and by what members speak (ISO 639-3).
_OF_PAGES = {"en": ENGLISH, "sr": SERBIAN, "sr-Latn": SERBIAN, "sr-Cyrl": SERBIAN, "ar": ARABIC}
_OF_LANGUAGES = {"srp": SERBIAN, "eng": ENGLISH, "ara": ARABIC}
_BY_TAG = {each.tag: each for each in (ENGLISH, SERBIAN, ARABIC)}
_NEIGHBOURS = {"mk": SERBIAN}


def spoken_for(page_language: str, languages: Sequence[str]) -> Spoken:
    """The language of a call: the member's own, else the first they share (``languages`` by ISO
    639-3, the best first), else that of a neighbour, else English."""
    tag = words_of(page_language).tag
    shared = (_OF_LANGUAGES[code] for code in languages if code in _OF_LANGUAGES)
    return _OF_PAGES.get(tag) or next(shared, None) or _NEIGHBOURS.get(tag, ENGLISH)


def spoken_by(tag: str) -> Spoken:
    """The language of a call by the tag of its words."""
    return _BY_TAG[tag]


def can_say(kind: MessageKind) -> bool:
    return kind in ENGLISH.kinds


def statement(spoken: Spoken, kind: MessageKind, job: Job) -> str:
    """The words of a call about a job. Raises KeyError for a kind that is not said by phone."""
    return spoken.kinds[kind].format(
        number=job.number,
        details=". ".join(_details(spoken, job)),
        deadline=_moment(spoken, job.answer_by),
    )


def _details(spoken: Spoken, job: Job) -> list[str]:
    parts = [job.language, f"{_moment(spoken, job.starts)} – {job.ends:%H:%M}"]
    if job.modality is not Modality.ON_SITE:
        return [*parts, spoken.words.modalities[job.modality]]
    town = None if job.town is None else _town(spoken, job.town)
    return [*parts, town] if town else parts


def _town(spoken: Spoken, town: str) -> str:
    if town == "Belgrade":
        return spoken.words.belgrade
    return serbian_cyrillic(town) if spoken is SERBIAN else town


def _moment(spoken: Spoken, moment: datetime) -> str:
    day: str = format_datetime(moment, spoken.day, locale=spoken.words.cldr)
    return f"{day}{spoken.words.comma}{moment:%H:%M}"
