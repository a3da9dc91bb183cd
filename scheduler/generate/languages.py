"""Languages asked for, who understands whom, and what members speak."""

from __future__ import annotations

from random import Random

from scheduler.problem import Skill, Substitution

DEMAND = {
    "apc": 18,
    "acm": 14,
    "arz": 5,
    "prs": 16,
    "pes": 14,
    "haz": 3,
    "pbu": 9,
    "pbt": 3,
    "kmr": 4,
    "ckb": 4,
    "urd": 6,
    "pnb": 2,
    "fra": 2,
}
"""Dialect (ISO 639-3) to weight."""
ALSO = {
    "apc": (("acm", 0.5), ("arz", 0.4), ("kmr", 0.15), ("fra", 0.2)),
    "acm": (("apc", 0.5), ("ckb", 0.3)),
    "arz": (("apc", 0.7), ("fra", 0.2)),
    "prs": (("pes", 0.7), ("haz", 0.5), ("pbu", 0.25)),
    "pes": (("prs", 0.7), ("ckb", 0.1)),
    "haz": (("prs", 0.9), ("pes", 0.5)),
    "pbu": (("pbt", 0.8), ("prs", 0.5), ("urd", 0.35)),
    "pbt": (("pbu", 0.9), ("prs", 0.5)),
    "kmr": (("apc", 0.6), ("ckb", 0.3)),
    "ckb": (("acm", 0.6), ("pes", 0.4)),
    "urd": (("pnb", 0.8), ("pbu", 0.3)),
    "pnb": (("urd", 0.9),),
    "fra": (("apc", 0.6),),
}
"""Main dialect to others a member may speak as well."""
TABLE = (
    ("apc", "acm", 85, 75),
    ("acm", "apc", 85, 75),
    ("apc", "arz", 85, 70),
    ("acm", "arz", 80, 65),
    ("arz", "apc", 80, 65),
    ("prs", "pes", 80, 60),
    ("pes", "prs", 80, 60),
    ("haz", "prs", 90, 85),
    ("prs", "haz", 90, 80),
    ("pbu", "pbt", 90, 85),
    ("pbt", "pbu", 90, 85),
    ("kmr", "ckb", 20, 0),
    ("ckb", "kmr", 20, 0),
    ("pnb", "urd", 75, 50),
)
SUBSTITUTIONS = tuple(Substitution(*row) for row in TABLE)
OFFICE = {"RS": ("srp", "mkd", 0.4), "MK": ("mkd", "srp", 0.6)}
"""Country to its language, the neighbour's, and how many members speak that too."""


def skills(rng: Random, main: str, country: str) -> tuple[Skill, ...]:
    """What one member speaks, by main dialect and country of residence."""
    out = [Skill(main)]
    out += [Skill(d, level=80) for d, p in ALSO.get(main, ()) if rng.random() < p]
    own, other, share = OFFICE[country]
    out.append(Skill(own, level=rng.choice((70, 80, 90))))
    if rng.random() < share:
        out.append(Skill(other, level=rng.choice((60, 70, 80))))
    if rng.random() < 0.3:
        out.append(Skill("eng", level=80))
    return tuple(out)
