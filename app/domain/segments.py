"""How many segments an SMS takes: GSM 03.38's seven-bit letters, or UCS-2 for all others."""

import re
from dataclasses import dataclass

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Letters that take two places: an escape goes before them.
_EXTENDED = "^{}\\[~]|€\f"
_GSM = re.compile(f"[{re.escape(_BASIC + _EXTENDED)}]*")
_WIDE_IN_GSM = re.compile(f"[{re.escape(_EXTENDED)}]")
_WIDE_IN_UCS2 = re.compile("[\U00010000-\U0010ffff]")

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
    if _GSM.fullmatch(text):
        return _size("GSM-7", text, _WIDE_IN_GSM, GSM_ALONE, GSM_JOINED)
    return _size("UCS-2", text, _WIDE_IN_UCS2, UCS2_ALONE, UCS2_JOINED)


def _size(encoding: str, text: str, wide: re.Pattern[str], alone: int, joined: int) -> Size:
    """``wide`` letters take two places."""
    units = len(text) + len(wide.findall(text))
    if units <= alone:
        return Size(encoding, units, 1)
    if units == len(text):
        return Size(encoding, units, -(-units // joined))
    segments, room = 1, joined
    for letter in text:
        width = 2 if wide.match(letter) else 1
        # A letter of two places is never split over two segments.
        if width > room:
            segments, room = segments + 1, joined
        room -= width
    return Size(encoding, units, segments)
