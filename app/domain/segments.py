"""How many segments an SMS takes: GSM 03.38's seven-bit letters, or UCS-2 for all others."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Letters that take two places: an escape goes before them.
_EXTENDED = frozenset("^{}\\[~]|€\f")

GSM_ALONE, GSM_JOINED = 160, 153
UCS2_ALONE, UCS2_JOINED = 70, 67


@dataclass(frozen=True)
class Size:
    """``units`` are septets of GSM-7 or 16-bit units of UCS-2."""

    encoding: str
    units: int
    segments: int

    @property
    def is_small(self) -> bool:
        """One segment of GSM-7 or two of UCS-2: the most a text of ours may take."""
        return self.segments <= (1 if self.encoding == "GSM-7" else 2)


def size_of(text: str) -> Size:
    """What sending this text takes."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        widths = [2 if letter in _EXTENDED else 1 for letter in text]
        return _size("GSM-7", widths, GSM_ALONE, GSM_JOINED)
    widths = [2 if ord(letter) > 0xFFFF else 1 for letter in text]  # noqa: PLR2004
    return _size("UCS-2", widths, UCS2_ALONE, UCS2_JOINED)


def _size(encoding: str, widths: list[int], alone: int, joined: int) -> Size:
    units = sum(widths)
    if units <= alone:
        return Size(encoding, units, 1)
    segments, room = 1, joined
    for width in widths:
        # A letter of two places is never split over two segments.
        if width > room:
            segments, room = segments + 1, joined
        room -= width
    return Size(encoding, units, segments)
