"""Rules about relay chains: their legs, and the direct seat they may stand in for."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.check.report import Violation
from scheduler.check.view import View

Found = Iterator[Violation]


def chain_all_or_none(view: View) -> Found:
    """The legs of a relay chain are filled all or none."""
    for chain, legs in view.chains.items():
        filled = [leg for leg in legs if leg in view.served]
        if filled and len(filled) < len(legs):
            yield Violation("chain_all_or_none", f"chain {chain} is filled in part", tuple(legs))


def chain_or_direct(view: View) -> Found:
    """A seat is served directly or by one chain, not both."""
    for direct, chains in view.stand_ins.items():
        used = [c for c in chains if any(leg in view.served for leg in view.chains[c])]
        if len(used) + (direct in view.served) > 1:
            yield Violation("chain_or_direct", f"{direct} is served more than once", (direct,))


def chain_remote(view: View) -> Found:
    """No more remote legs in one chain than the policy allows."""
    limit = view.problem.policy.max_relay_remote
    for chain, legs in view.chains.items():
        remote = [leg for leg in legs if leg in view.served and view.served[leg].remote]
        if limit is not None and len(remote) > limit:
            yield Violation(
                "chain_remote", f"chain {chain} has {len(remote)} remote legs", tuple(remote)
            )
