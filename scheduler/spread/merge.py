"""Groups of members become parts: those that contend for the same seats come together."""

from __future__ import annotations

import heapq
from collections import defaultdict

from scheduler.spread.demand import Wanted
from scheduler.spread.groups import Group

Pair = tuple[int, int]


def merged(groups: list[Group], wanted: list[Wanted], most: int) -> list[Group]:
    """Parts of at most ``most`` members; a group that is larger by itself stays alone."""
    parts = _Parts(groups, wanted, most)
    parts.merge()
    return _packed(sorted(parts.members.values()), most)


class _Parts:
    """Parts by number; the seats two of them contend for, and the pair that contends most."""

    def __init__(self, groups: list[Group], wanted: list[Wanted], most: int) -> None:
        self.members = dict(enumerate(groups))
        self.most, self.next = most, len(groups)
        self.ties: dict[int, dict[int, float]] = defaultdict(dict)
        for (a, b), n in _contention(groups, wanted).items():
            self.ties[a][b] = self.ties[b][a] = n
        self.heap: list[tuple[float, int, int]] = []

    def merge(self) -> None:
        """Join the pair that contends most for its size, until none fits into a part."""
        for a in sorted(self.members):
            self._offer(a)
        while self.heap:
            _, a, b = heapq.heappop(self.heap)
            if a in self.members and b in self.members:
                self._join(a, b)

    def _offer(self, a: int) -> None:
        for b, n in self.ties[a].items():
            size = len(self.members[a]), len(self.members[b])
            if sum(size) <= self.most:
                heapq.heappush(self.heap, (-n / (size[0] * size[1]), min(a, b), max(a, b)))

    def _join(self, a: int, b: int) -> None:
        new = self.next = self.next + 1
        self.members[new] = tuple(sorted((*self.members.pop(a), *self.members.pop(b))))
        together: dict[int, float] = defaultdict(float)
        for old in (a, b):
            for other, n in self.ties.pop(old, {}).items():
                self.ties[other].pop(old, None)
                if other not in (a, b):
                    together[other] += n
        self.ties[new] = dict(together)
        for other, n in together.items():
            self.ties[other][new] = n
        self._offer(new)


def _contention(groups: list[Group], wanted: list[Wanted]) -> dict[Pair, float]:
    """Seats by the chance that two members asked at random for them are of two groups."""
    bits = [sum(1 << i for i in group) for group in groups]
    found: dict[Pair, float] = defaultdict(float)
    for w in wanted:
        some = [(k, w.chance(b)) for k, b in enumerate(bits) if b & w.able]
        whole = sum(n for _, n in some)
        for place, (a, n) in enumerate(some):
            for b, m in some[place + 1 :]:
                found[a, b] += w.seats * n * m / whole**2
    return found


def _packed(parts: list[Group], most: int) -> list[Group]:
    """Parts that have nothing to do with each other share one as long as there is room."""
    bins: list[list[int]] = []
    for part in sorted(parts, key=lambda p: (-len(p), p)):
        room = next((b for b in bins if len(b) + len(part) <= most), None)
        if room is None:
            bins.append(list(part))
        else:
            room.extend(part)
    return sorted(tuple(sorted(b)) for b in bins)
