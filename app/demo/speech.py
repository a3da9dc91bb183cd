"""Which dialect somebody speaks, drawn by nationality; the nationality itself is not kept.

Shares: intentions by nationality and residents of centres 2017 and 2018, the languages judgement
(demand recipe of the design). A few languages have nobody in the pool: that shortage is real.
"""

from random import Random

from app.demo.chance import weighted

#: Who lives in the centres, who arrives, who applies, and children alone, per country.
RESIDENTS = {
    "RS": {"AFG": 54, "IRQ": 12, "PAK": 12, "IRN": 12, "SYR": 6, "LBY": 1, "MAR": 1, "OTH": 2},
    "MK": {"AFG": 32, "IRQ": 18, "PAK": 12, "IRN": 14, "SYR": 18, "MAR": 2, "DZA": 1, "OTH": 3},
}
ARRIVALS = {
    "RS": {"AFG": 36, "PAK": 20, "IRN": 20, "IRQ": 11, "SYR": 8, "LBY": 2, "DZA": 1, "OTH": 2},
    "MK": {"AFG": 30, "PAK": 16, "IRN": 15, "IRQ": 16, "SYR": 16, "MAR": 2, "DZA": 2, "OTH": 3},
}
APPLICANTS = {
    "RS": {"IRN": 50, "AFG": 20, "IRQ": 12, "SYR": 10, "PAK": 4, "LBY": 3, "OTH": 1},
    "MK": {"SYR": 30, "AFG": 25, "IRQ": 20, "IRN": 15, "PAK": 8, "OTH": 2},
}
CHILDREN = {
    "RS": {"AFG": 80, "PAK": 8, "IRQ": 6, "SYR": 4, "OTH": 2},
    "MK": {"AFG": 65, "PAK": 10, "IRQ": 10, "SYR": 13, "OTH": 2},
}

#: In whose languages a centre keeps mediators and speaks to groups.
GROUPS = {
    "RS": {"AFG": 62, "IRN": 14, "IRQ": 10, "SYR": 8, "PAK": 6},
    "MK": {"AFG": 40, "IRN": 14, "IRQ": 18, "SYR": 22, "PAK": 6},
}

SPEAKS = {
    "AFG": {"prs": 45, "pbu": 28, "pbt": 7, "haz": 12, "uzb": 2, "pst": 1, "tuk": 1},
    "IRN": {"pes": 88, "ckb": 6, "kmr": 3, "sdh": 1, "bal": 1},
    "IRQ": {"acm": 57, "ckb": 26, "kmr": 9, "ayp": 5},
    "SYR": {"apc": 82, "kmr": 15, "tur": 1},
    "PAK": {"pnb": 45, "pbu": 27, "urd": 24, "bal": 1},
    "LBY": {"ayl": 1},
    "MAR": {"ary": 1},
    "DZA": {"arq": 1},
    "OTH": {"ben": 3, "som": 3, "hin": 2, "tur": 2, "fra": 2, "tir": 1},
}
GROUPS_SPEAK = {"AFG": {"prs": 65, "pbu": 35}, "IRN": {"pes": 1}, "PAK": {"urd": 1}}
GROUPS_SPEAK |= {"IRQ": {"acm": 75, "ckb": 25}, "SYR": {"apc": 1}}
#: Among children alone from Afghanistan most speak Pashto.
CHILD_SPEAKS = {"prs": 28, "pbu": 48, "pbt": 12, "haz": 10, "uzb": 2}

MIXES = {
    "residents": RESIDENTS,
    "arrivals": ARRIVALS,
    "applicants": APPLICANTS,
    "children": CHILDREN,
    "groups": GROUPS,
}


def dialect(rng: Random, mix: str, country: str) -> str:
    """The dialect of somebody out of a mix of nationalities."""
    nationality = weighted(rng, MIXES[mix][country])
    if mix == "children" and nationality == "AFG":
        return weighted(rng, CHILD_SPEAKS)
    return weighted(rng, (GROUPS_SPEAK if mix == "groups" else SPEAKS)[nationality])
