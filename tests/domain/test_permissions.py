"""Who may do what."""

import pytest

from app.domain import actors, permissions
from app.domain.actors import Actor
from app.domain.errors import ForbiddenError, NotFoundError
from app.domain.permissions import Act
from app.domain.vocabulary import ActorKind, Channel, UserRole

OFFICER = Actor(
    ActorKind.USER, Channel.WEB, 1, frozenset({UserRole.OFFICER}), 7, None, frozenset({"RS"})
)
COORDINATOR = Actor(
    ActorKind.USER, Channel.WEB, 2, frozenset({UserRole.COORDINATOR}), countries=frozenset({"MK"})
)
CHARLIE = Actor(ActorKind.USER, Channel.WEB, 3)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_open_to_some_role_and_to_the_system(act: Act) -> None:
    assert permissions.ALLOWED[act]
    assert permissions.may(actors.system(), act)


@pytest.mark.parametrize("act", list(Act))
def test_charlie_who_has_no_role_may_do_nothing(act: Act) -> None:
    with pytest.raises(ForbiddenError, match=act):
        permissions.require(CHARLIE, act)


def test_a_member_who_answers_may_not_act_as_a_user() -> None:
    assert not any(permissions.may(actors.member(5, Channel.LINK), act) for act in Act)


def test_an_officer_sees_the_requests_of_their_own_authority() -> None:
    permissions.require_request(OFFICER, Act.SEE_REQUEST, 7, "1001")


def test_another_authoritys_request_does_not_exist_for_an_officer() -> None:
    with pytest.raises(NotFoundError, match="no request 1001"):
        permissions.require_request(OFFICER, Act.SEE_REQUEST, 8, "1001")


def test_an_officer_may_not_publish_and_a_coordinator_may_not_file() -> None:
    assert not permissions.may(OFFICER, Act.PUBLISH)
    assert not permissions.may(COORDINATOR, Act.FILE_REQUEST)


def test_case_references_stay_in_their_country() -> None:
    assert permissions.sees_case_ref(OFFICER, "RS")
    assert not permissions.sees_case_ref(COORDINATOR, "RS")
