"""The pool of 60: the region's real proportions, with the real shortage of women for Pashto.

Arabic 40 %, Persian 35 %, Pashto 12 %, others 13 %; women 25 to 30 %; 60 % live in Belgrade, 15 %
in the south of Serbia, 20 % around Skopje, 5 % elsewhere; 30 % work full time.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from app.demo import papers
from app.demo.chance import dealt, rounds, seeded, some
from app.demo.model import Joined
from app.demo.names import NameBook
from app.demo.weekly import FULL_WEEK, absences, weekly_windows
from app.domain.members import NewMember, Skill
from app.domain.vocabulary import Direction, Gender, Modality, Role, Script

F, M = Gender.FEMALE, Gender.MALE
BOTH = Direction.BOTH
#: Most of the pool are foreigners who cannot cross the border for work.
CROSSES = 0.35

#: Main dialect: how many women and men have it.
MAIN = {
    "apc": (4, 6),
    "acm": (3, 6),
    "arz": (1, 2),
    "ayp": (0, 1),
    "ary": (0, 1),
    "pes": (3, 5),
    "prs": (3, 8),
    "haz": (0, 2),
    "pbu": (1, 5),
    "pbt": (0, 1),
    "urd": (1, 3),
    "kmr": (0, 2),
    "ckb": (1, 1),
}
HOMES = {
    "RS-MIK": 5,
    "RS-KRN": 3,
    "RS-BEG-AO": 3,
    "RS-OBR": 1,
    "RS-PRE": 1,
    "RS-NIS": 1,
    "RS-VRA": 1,
    "MK-SA": 2,
    "MK-VIZ": 1,
    "MK-KUM": 1,
}
ELSEWHERE = ("RS-SJE", "RS-PIR", "RS-SUB", "MK-VIN")
#: Of fifteen: five interpreters, four with both roles, six mediators.
ROLES = "IMDMIDMIDMIMDMI"
#: For Pashto interpreters are looked for before mediators.
PASHTO_ROLES = "IDMIDIM"
ROLE_SETS = {
    "I": frozenset({Role.INTERPRETER}),
    "M": frozenset({Role.MEDIATOR}),
    "D": frozenset({Role.INTERPRETER, Role.MEDIATOR}),
}
#: Dialects that speakers of a main dialect often have as well.
ALSO = {
    "apc": {"acm": 0.4, "arz": 0.25, "kmr": 0.25},
    "acm": {"apc": 0.5, "ckb": 0.35},
    "arz": {"apc": 0.6, "ayl": 0.6},
    "ayp": {"acm": 1.0, "kmr": 0.5},
    "ary": {"arq": 1.0, "fra": 1.0},
    "pes": {"prs": 0.6, "tur": 0.15},
    "prs": {"pes": 0.5, "pbu": 0.75, "haz": 0.4, "uzb": 0.2},
    "haz": {"prs": 1.0, "pes": 0.5},
    "pbu": {"pbt": 0.8, "prs": 0.6, "urd": 0.4, "pnb": 0.3},
    "pbt": {"pbu": 1.0, "prs": 0.5},
    "urd": {"pnb": 1.0, "hin": 0.5, "pbu": 0.4},
    "kmr": {"tur": 1.0, "apc": 0.5},
    "ckb": {"pes": 0.5, "acm": 0.5, "sdh": 0.5},
}
SCRIPTS = {"pes": "farsi", "prs": "dari", "haz": "dari", "pbu": "pashto", "pbt": "pashto"}
SCRIPTS |= {"urd": "urdu", "kmr": "kurdish", "ckb": "kurdish"}
PAGES = {"farsi": "fa", "dari": "fa", "pashto": "ps", "arabic": "ar"}
PAGES |= {"serbian": "sr", "macedonian": "mk", "albanian": "sq"}
LOCAL = {"RS": "serbian", "MK": "macedonian"}


def members(seed: int, monday: date) -> list[Joined]:
    """The pool as it stands when the week begins. The same for the same seed and week."""
    rng = seeded(seed, "members")
    book = NameBook(rng)
    mains = [
        (main, gender)
        for main, (women, men) in MAIN.items()
        for gender in dealt(rng, {F: women, M: men})
    ]
    homes = _homes(rng, len(mains))
    pool = [
        _member(rng, place, main, gender, homes[place], book)
        for place, (main, gender) in enumerate(mains)
    ]
    guide = _settle_pashto(pool)
    return [
        Joined(
            papers.with_papers(
                rng, member, place, monday, crosses=place == guide or some(rng, CROSSES)
            ),
            [] if place == guide else absences(rng, place, monday),
        )
        for place, member in enumerate(pool)
    ]


def _homes(rng: Random, count: int) -> list[str]:
    """Even along the list of dialects, so that none lives in one town only."""
    hand = [home for home, times in HOMES.items() for _ in range(times)]
    homes = rounds(rng, hand, count)
    for place, home in zip(rng.sample(range(count), len(ELSEWHERE)), ELSEWHERE, strict=True):
        homes[place] = home
    return homes


def _member(
    rng: Random, place: int, main: str, gender: Gender, home: str, book: NameBook
) -> NewMember:
    pattern = PASHTO_ROLES if SCRIPTS.get(main) == "pashto" else ROLES
    roles = ROLE_SETS[pattern[place % len(pattern)]]
    country = home[:2]
    learned = roles == ROLE_SETS["M"] and some(rng, 0.15)
    script = LOCAL[country] if learned else SCRIPTS.get(main, "arabic")
    born = date(1960, 1, 1) + timedelta(days=rng.randrange(43 * 365))
    return NewMember(
        legal_name=book.take(script, gender),
        gender=gender,
        birth_date=min(born, date(2003, 1, 1)),
        phone=f"+447700900{101 + place}",
        page_language=PAGES.get(script, "en"),
        sms_script=Script.LATIN if learned and country == "RS" else Script.DEFAULT,
        home_site=home,
        roles=roles,
        skills=_skills(rng, main, country, roles, learned=learned),
        modalities=_modalities(rng),
        weekly=weekly_windows(rng, home),
    )


def _skills(
    rng: Random, main: str, country: str, roles: frozenset[Role], *, learned: bool
) -> list[Skill]:
    skills = [Skill(main, BOTH, 3 if learned else 4, reads_script=True)]
    for other, share in ALSO[main].items():
        if some(rng, share):
            skills.append(Skill(other, BOTH, 3, reads_script=some(rng, 0.7)))
    level = rng.choice((3, 3, 4)) if Role.INTERPRETER in roles else rng.choice((2, 3, 3))
    own, other = ("srp", "mkd") if country == "RS" else ("mkd", "srp")
    skills.append(Skill(own, BOTH, 4 if learned else level, reads_script=True))
    if some(rng, 0.45):
        skills.append(Skill(other, BOTH, rng.choice((2, 3)), reads_script=False))
    if some(rng, 0.4):
        skills.append(Skill("eng", BOTH, rng.choice((2, 3)), reads_script=True))
    return skills


def _modalities(rng: Random) -> frozenset[Modality]:
    if some(rng, 0.85):
        return frozenset(Modality)
    return frozenset({Modality.ON_SITE, Modality.PHONE})


def _settle_pashto(pool: list[NewMember]) -> int:
    """The only woman for Pashto lives in Belgrade; a man in Preševo works full time.

    Returns the man's place: whoever asks for Pashto in Preševo will find him.
    """
    pashto = [place for place, member in enumerate(pool) if member.skills[0].dialect == "pbu"]
    woman = next(place for place in pashto if pool[place].gender is F)
    man = next(place for place in pashto if pool[place].gender is M)
    pool[woman] = replace(pool[woman], home_site="RS-MIK", roles=ROLE_SETS["D"])
    skills = {"pbu": 4, "pbt": 3, "srp": 3, "mkd": 3}
    pool[man] = replace(
        pool[man],
        home_site="RS-PRE",
        roles=ROLE_SETS["I"],
        skills=[Skill(each, BOTH, level, reads_script=True) for each, level in skills.items()],
        modalities=frozenset(Modality),
        weekly=FULL_WEEK,
    )
    return man
