"""Which dialect somebody speaks, drawn by nationality; the nationality itself is not kept.

Shares lie between those of 2016, when more Syrians and Iraqis came, and of 2017 and 2018; which
language a nationality speaks is the design's judgement. A few languages have nobody in the pool:
that shortage is real.
"""

from random import Random

from app.demo.chance import weighted

#: Who lives in the centres, who arrives, who applies, and children alone, per country.
RESIDENTS = {
    "RS": {"AFG": 46, "IRQ": 17, "PAK": 10, "IRN": 12, "SYR": 12, "LBY": 1, "MAR": 1, "OTH": 1},
    "MK": {"AFG": 28, "IRQ": 20, "PAK": 10, "IRN": 14, "SYR": 24, "MAR": 2, "DZA": 1, "OTH": 1},
}
ARRIVALS = {
    "RS": {"AFG": 34, "PAK": 17, "IRN": 19, "IRQ": 14, "SYR": 12, "LBY": 2, "DZA": 1, "OTH": 1},
    "MK": {"AFG": 26, "PAK": 13, "IRN": 15, "IRQ": 20, "SYR": 21, "MAR": 2, "DZA": 2, "OTH": 1},
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
    "RS": {"AFG": 48, "IRN": 13, "IRQ": 19, "SYR": 17, "PAK": 3},
    "MK": {"AFG": 32, "IRN": 14, "IRQ": 22, "SYR": 29, "PAK": 3},
}

SPEAKS = {
    "AFG": {"prs": 45, "pbu": 28, "pbt": 7, "haz": 12, "uzb": 1, "pst": 1},
    "IRN": {"pes": 88, "ckb": 6, "kmr": 3, "sdh": 1},
    "IRQ": {"acm": 57, "ckb": 26, "kmr": 9, "ayp": 5},
    "SYR": {"apc": 82, "kmr": 15},
    "PAK": {"pnb": 45, "pbu": 27, "urd": 25},
    "LBY": {"ayl": 1},
    "MAR": {"ary": 1},
    "DZA": {"arq": 1},
    "OTH": {"ben": 3, "som": 3, "hin": 2, "tur": 2, "fra": 2, "tir": 1},
}
GROUPS_SPEAK = {"AFG": {"prs": 65, "pbu": 35}, "IRN": {"pes": 1}, "PAK": {"urd": 1}}
GROUPS_SPEAK |= {"IRQ": {"acm": 75, "ckb": 25}, "SYR": {"apc": 1}}
#: Among children alone from Afghanistan most speak Pashto.
CHILD_SPEAKS = {"prs": 28, "pbu": 48, "pbt": 12, "haz": 11, "uzb": 1}

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
