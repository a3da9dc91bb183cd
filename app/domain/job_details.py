"""What a text tells of a job: when, where and how, with less and less where room is short."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.reply_hints import BRIEF_WAYS
from app.domain.vocabulary import Modality
from app.domain.words import Words

#: Letters of a town that are kept where room is short.
LONGEST_TOWN = 8


@dataclass(frozen=True)
class Job:
    """What a text may tell of an offer. Times are local to the site; ``town`` is None where the
    place may not be told; ``language`` is a name in the member's language; ``is_gone_to`` is
    False for who takes part from where they are. An urgent offer waits minutes for its answer.
    ``can_reply``: an answer by SMS would reach us."""

    number: int
    language: str
    starts: datetime
    ends: datetime
    town: str | None
    modality: Modality
    answer_by: datetime
    is_gone_to: bool = True
    crosses_border: bool = False
    is_urgent: bool = False
    can_reply: bool = False


@dataclass(frozen=True)
class Voice:
    """A member's way to be written to: words, how towns are spelt, how the text ends up."""

    words: Words
    town: Callable[[str], str]
    finish: Callable[[str], str]


def details_of(voice: Voice, job: Job, language: str | None = None) -> Iterator[str]:
    """When, where and how, with less and less of what can be left to the page."""
    start = start_of(voice.words, job)
    whole = f"{start}-{job.ends:%H:%M}"
    town = town_of(voice, job)
    how = voice.words.modalities[job.modality]
    for parts in ((language, whole, town, how), (language, start, town, how), (start, town, how)):
        yield voice.words.comma.join(part for part in parts if part)
    yield voice.words.comma.join(part for part in (start, town) if part)


def brief_details(voice: Voice, job: Job) -> Iterator[str]:
    """When and where alone: first the town is shortened, then the weekday left to the page."""
    town = town_of(voice, job)
    place = town or BRIEF_WAYS.get(voice.words.tag, voice.words.modalities)[job.modality]
    for start in (start_of(voice.words, job), f"{job.starts:%d.%m. %H:%M}"):
        yield f"{start}{voice.words.comma}{place}"
        if town:
            yield f"{start}{voice.words.comma}{shortened(town)}"


def shortened(town: str) -> str:
    """A town that is still known by its beginning: Banja K., Dimitro."""
    first, *others = town.split()
    begun = first if len(first) <= LONGEST_TOWN else f"{first[: LONGEST_TOWN - 1]}."
    return " ".join([begun, *(f"{other[0]}." for other in others)])


def start_of(words: Words, job: Job) -> str:
    return f"{words.weekdays[job.starts.weekday()]} {job.starts:%d.%m. %H:%M}"


def town_of(voice: Voice, job: Job) -> str | None:
    if job.town is None or job.modality is not Modality.ON_SITE:
        return None
    return voice.words.belgrade if job.town == "Belgrade" else voice.town(job.town)
