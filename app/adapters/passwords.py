"""Passwords as Argon2id hashes (RFC 9106, the library's own parameters)."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
#: What the password of nobody is compared with, so that nobody takes as long as somebody.
_HASH_OF_NOBODY = _hasher.hash("the password of nobody")


def hash_password(password: str) -> str:
    return _hasher.hash(_normal(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the hash is of this password. Without a hash: False, after the same time."""
    try:
        _hasher.verify(password_hash or _HASH_OF_NOBODY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def needs_new_hash(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _normal(password: str) -> str:
    """One spelling for what two keyboards type differently."""
    return unicodedata.normalize("NFKC", password)
