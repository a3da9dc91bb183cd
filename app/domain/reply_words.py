"""Words that mean yes and no, by language: the same word can be yes in one and no in another.

``خیر`` is good in Arabic and no in Farsi; ``هو`` is yes in Pashto and he in Arabic; ``na`` is no
in Pashto and on in Serbian; ``jo`` is no in Albanian.
"""

from app.domain.plain_text import normalise


def _words(listed: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in listed.split(","))


_FARSI_YES = _words("بله, بلی, آره, آری, باشه, قبول, قبول است, حتما, چشم, baleh, bale, are")
_FARSI_NO = _words("نه, نی, نخیر, نه‌خیر, خیر, نمی‌توانم, نمیتوانم, رد, مشغولم, na, nakheir, nakhair")

YES: dict[str, frozenset[str]] = {
    "ara": _words("نعم, اي, ايوه, ايوا, موافق, موافقة, أوافق, أقبل, تمام, أوكي, حاضر, na3am, aywa"),
    "pes": _FARSI_YES,
    "prs": _FARSI_YES,
    "pus": _words("هو, هوکې, سمه ده, منم, ho, hoki"),
    "srp": _words(
        "da, može, prihvatam, potvrđujem, potvrdujem, potvrdjujem, dolazim, "
        "да, може, прихватам, потврђујем, долазим"
    ),
    "mkd": _words(
        "да, може, прифаќам, потврдувам, доаѓам, da, moze, prifakam, prifakjam, potvrduvam"
    ),
    "sqi": _words("po, pranoj, konfirmoj, vij"),
    "eng": _words("yes, y, ok, okay, accept, confirm"),
}
NO: dict[str, frozenset[str]] = {
    "ara": _words("لا, لأ, أرفض, أعتذر, مشغول, مشغولة, ما أقدر, la, la2"),
    "pes": _FARSI_NO,
    "prs": _FARSI_NO,
    "pus": _words("نه, نه شم راتلی, نه شم راتلای, نشم, na"),
    "srp": _words("ne, ne mogu, odbijam, zauzet, zauzeta, не, не могу, одбијам, заузет, заузета"),
    "mkd": _words("не, не можам, одбивам, зафатен, зафатена, ne, ne mozam, odbivam"),
    "sqi": _words("jo, nuk mundem, refuzoj"),
    "eng": _words("no, n, decline, can't, i can't, cannot"),
}
#: Words that are an answer in one language and something else in these: of a member with both
#: they are not understood.
ELSEWHERE: dict[str, frozenset[str]] = {
    "ara": _words("خير, هو"),
    "srp": _words("na"),
    "mkd": _words("na"),
}
#: What operators and providers take as leaving; never a command of ours.
STOP = _words("stop, stopall, unsubscribe, cancel, end, quit, revoke, optout, opt out")
#: What they take as coming back, except YES, which is an answer.
START = _words("start, unstop")
