"""The hashes that are made outside tests."""

import runpy
from typing import Any

import pytest
from argon2 import PasswordHasher

from app.adapters import passwords

PASSWORD = "seven words of an officer"


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    """The module as it is without the quick hashes of tests."""
    return runpy.run_path(str(passwords.__file__))


def test_a_hash_has_the_librarys_own_parameters(real: dict[str, Any]) -> None:
    hashed = real["hash_password"](PASSWORD)
    own = PasswordHasher()
    assert own.verify(hashed, PASSWORD)
    assert not own.check_needs_rehash(hashed)
    assert not own.check_needs_rehash(str(real["_HASH_OF_NOBODY"]))


def test_a_password_is_known_and_another_is_not(real: dict[str, Any]) -> None:
    hashed = real["hash_password"](PASSWORD)
    assert real["is_password"](PASSWORD, hashed)
    assert not real["is_password"]("another password", hashed)
    assert not real["is_password"]("the password of nobody", None)


def test_a_quick_hash_is_to_be_renewed(real: dict[str, Any]) -> None:
    assert real["needs_new_hash"](passwords.hash_password(PASSWORD))
