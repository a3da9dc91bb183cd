"""Links of offers: signed, made from the offer's number alone, and impossible to guess."""

import hashlib
import hmac
from dataclasses import dataclass, field
from functools import cached_property

from itsdangerous import Signer
from itsdangerous.signer import HMACAlgorithm

#: 96 bits of signature: short enough for an SMS, too many to try.
SIGNATURE_BYTES = 12
SIGNATURE_LETTERS = 16
#: Digits of the largest id there is.
LONGEST_ID = 18


class _ShortHmac(HMACAlgorithm):
    """The first bytes of an HMAC."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return super().get_signature(key, value)[:SIGNATURE_BYTES]


@dataclass(frozen=True)
class OfferLinks:
    """The links of one installation. Nothing of them is stored: the key makes them again.

    A token is the signature and then the offer's id, so that a link never ends in a mark that a
    phone would take for punctuation.
    """

    secret_key: str = field(repr=False)
    base_url: str

    def url(self, offer_id: int) -> str:
        return f"{self.base_url}/o/{self.token(offer_id)}"

    def token(self, offer_id: int) -> str:
        return self._signer.get_signature(str(offer_id)).decode() + str(offer_id)

    def offer_id(self, token: str) -> int | None:
        """The offer of a token; None for one that is not ours."""
        name = token[SIGNATURE_LETTERS:]
        is_number = name.isdigit() and not name.startswith("0") and len(name) <= LONGEST_ID
        if not token.isascii() or not is_number:
            return None
        # Compared as text, since more than one spelling of base 64 decodes to the same bytes.
        return int(name) if hmac.compare_digest(self.token(int(name)), token) else None

    @cached_property
    def _signer(self) -> Signer:
        return Signer(
            self.secret_key,
            salt="offer-link",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
            algorithm=_ShortHmac(hashlib.sha256),
        )
