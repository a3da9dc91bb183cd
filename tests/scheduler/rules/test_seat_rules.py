"""Rules about one seat and the member in it: each is kept by one plan and broken by another."""

import pytest

from scheduler.problem import (
    Acceptance,
    Pin,
    Policy,
    ProcedurePolicy,
    Recusal,
    Room,
    Skill,
    Substitution,
    Target,
    Training,
    Vetting,
)
from tests.scheduler.builders import broken, give, member, one, problem, session, site

VIDEO = give(modality="video")


def test_role() -> None:
    asked = {"role": "interpreter"}
    assert broken(one(of_seat=asked, of_member={"roles": ("interpreter",)}), give()) == set()
    assert broken(one(of_seat=asked, of_member={"roles": ("mediator",)}), give()) == {"role"}


def test_role_asks_for_every_further_role_too() -> None:
    asked = {"role": "interpreter", "also_roles": ("mediator",)}
    both = {"roles": ("interpreter", "mediator")}
    assert broken(one(of_seat=asked, of_member=both), give()) == set()
    assert broken(one(of_seat=asked, of_member={"roles": ("interpreter",)}), give()) == {"role"}


@pytest.mark.parametrize(
    ("law", "found"),
    [
        (ProcedurePolicy("RS", "INT", roles=("interpreter",), modalities=("on_site",)), set()),
        (ProcedurePolicy("RS", "INT", roles=("mediator",)), {"procedure_policy"}),
        (ProcedurePolicy("RS", "INT", modalities=("video",)), {"procedure_policy"}),
        (ProcedurePolicy("MK", "INT", modalities=("video",)), set()),
    ],
)
def test_procedure_policy(law: ProcedurePolicy, found: set[str]) -> None:
    p = one({"country": "RS", "procedure": "INT"}, {"role": "interpreter"}, procedures=(law,))
    assert broken(p, give()) == found


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        (Acceptance("prs"), set()),
        (Acceptance("pes"), {"source_language"}),
        (Acceptance("pes", 80, "mediation"), set()),
        (Acceptance("pes", 80, "interview"), {"source_language"}),
        (Acceptance("pes", 80, "interview", consent=True, consent_score=60), set()),
        (Acceptance("pes", 80, "interview", consent=True, consent_score=61), {"source_language"}),
    ],
)
def test_source_language(accepted: Acceptance, found: set[str]) -> None:
    p = one(
        of_seat={"accepts": (accepted,)},
        of_member={"skills": (Skill("prs"),)},
        substitutions=(Substitution("pes", "prs", 80, 60),),
    )
    assert broken(p, give()) == found


def test_source_language_is_not_what_one_only_speaks_into() -> None:
    asked = {"accepts": (Acceptance("prs"),)}
    p = one(of_seat=asked, of_member={"skills": (Skill("prs", "into"),)})
    assert broken(p, give()) == {"source_language"}


@pytest.mark.parametrize(
    ("skill", "found"),
    [
        (Skill("srp", "both", 60), set()),
        (Skill("srp", "into", 60), set()),
        (Skill("srp", "both", 59), {"target_language"}),
        (Skill("srp", "from", 100), {"target_language"}),
        (Skill("mkd", "both", 100), {"target_language"}),
    ],
)
def test_target_language(skill: Skill, found: set[str]) -> None:
    p = one(of_seat={"into": (Target("srp", 60),)}, of_member={"skills": (skill,)})
    assert broken(p, give()) == found


def test_target_language_in_its_script() -> None:
    asked = {"script": "Cyrl"}
    assert broken(one(of_seat=asked, of_member={"scripts": ("Cyrl",)}), give()) == set()
    assert broken(one(of_seat=asked, of_member={"scripts": ("Latn",)}), give()) == {
        "target_language"
    }


def test_qualification() -> None:
    asked = {"qualification": "INT"}
    assert broken(one(of_seat=asked, of_member={"procedures": ("INT",)}), give()) == set()
    assert broken(one(of_seat=asked, of_member={"procedures": ("REG",)}), give()) == {
        "qualification"
    }


@pytest.mark.parametrize(
    ("trainings", "found"),
    [
        ((Training("child"),), set()),
        ((Training("child", 660),), set()),
        ((Training("child", 659),), {"training"}),
        ((Training("sgbv"),), {"training"}),
    ],
)
def test_training(trainings: tuple[Training, ...], found: set[str]) -> None:
    p = one(of_seat={"trainings": ("child",)}, of_member={"trainings": trainings})
    assert broken(p, give()) == found


def test_training_asked_for_by_the_law() -> None:
    law = ProcedurePolicy("RS", "BIA", trainings=("child",))
    of_session = {"country": "RS", "procedure": "BIA"}
    trained = {"trainings": (Training("child"),)}
    assert broken(one(of_session, of_member=trained, procedures=(law,)), give()) == set()
    assert broken(one(of_session, procedures=(law,)), give()) == {"training"}


@pytest.mark.parametrize(
    ("vetting", "found"),
    [
        (Vetting("RS"), set()),
        (Vetting("RS", -100, 660), set()),
        (Vetting("RS", -100, 659), {"vetting"}),
        (Vetting("RS", -99, 660), {"vetting"}),
        (Vetting("MK"), {"vetting"}),
    ],
)
def test_vetting_is_valid_when_planned_and_on_the_day(vetting: Vetting, found: set[str]) -> None:
    p = one(of_seat={"vetting": "RS"}, of_member={"vettings": (vetting,)}, now=-100)
    assert broken(p, give()) == found


@pytest.mark.parametrize(
    ("signed", "found"), [(0, set()), (1, {"undertaking"}), (None, {"undertaking"})]
)
def test_undertaking(signed: int | None, found: set[str]) -> None:
    policy = Policy(undertaking_required=True)
    assert broken(one(of_member={"undertaking_at": signed}, policy=policy), give()) == found


def test_gender() -> None:
    asked = {"gender": "f"}
    assert broken(one(of_seat=asked, of_member={"gender": "f"}), give()) == set()
    assert broken(one(of_seat=asked, of_member={"gender": "m"}), give()) == {"gender"}


@pytest.mark.parametrize("scope", ["case", "officer", "authority", "site", "session"])
def test_recusal(scope: str) -> None:
    of_session = {"case": "c1", "officer": "o1", "authority": "a1", "site": "nis"}
    named = {**of_session, "session": "s"}[scope]
    for barred, found in ((named, {"recusal"}), ("another", set())):
        p = one(of_session, sites=(site("nis"),), recusals=(Recusal("ana", scope, barred),))
        assert broken(p, give()) == found


def test_independence() -> None:
    tied = {"tied_sites": ("nis",)}
    for independent, found in ((False, set()), (True, {"independence"})):
        p = one({"site": "nis", "independent": independent}, of_member=tied, sites=(site("nis"),))
        assert broken(p, give()) == found


@pytest.mark.parametrize(
    ("fields", "modality", "found"),
    [
        ({"on_site_countries": ("MK",)}, "on_site", set()),
        ({"on_site_countries": ("RS",)}, "on_site", {"country_permit"}),
        ({"on_site_countries": ("RS",)}, "video", set()),
        ({"remote_countries": ("MK",)}, "video", set()),
        ({"remote_countries": ("RS",)}, "video", {"country_permit"}),
    ],
)
def test_country_permit(fields: dict[str, object], modality: str, found: set[str]) -> None:
    p = one({"country": "MK", "site": "skopje"}, of_member=fields, sites=(site("skopje", "MK"),))
    assert broken(p, give(modality=modality)) == found


def test_country_permit_for_the_country_of_the_host_room() -> None:
    room = site("skopje", "MK", (Room("r"),))
    for entered, found in (("MK", set()), ("RS", {"country_permit"})):
        p = one(of_member={"on_site_countries": (entered,)}, sites=(room,))
        assert broken(p, give(modality="video", room="r")) == found


@pytest.mark.parametrize("owner", ["session", "seat", "member"])
def test_modality(owner: str) -> None:
    for allowed, found in ((("on_site",), set()), (("video", "phone"), {"modality"})):
        fields = {f"of_{owner}": {"modalities": allowed}}
        assert broken(one(**fields), give()) == found


@pytest.mark.parametrize(
    ("modality", "minutes", "found"),
    [
        ("on_site", 300, set()),
        ("phone", 60, set()),
        ("phone", 61, {"remote_cap"}),
        ("video", 120, set()),
        ("video", 121, {"remote_cap"}),
    ],
)
def test_remote_cap(modality: str, minutes: int, found: set[str]) -> None:
    p = one({"duration": minutes}, policy=Policy(phone_cap=60, video_cap=120))
    assert broken(p, give(modality=modality)) == found


def test_remote_cap_of_the_law_where_it_is_tighter() -> None:
    law = ProcedurePolicy("RS", "INT", video_cap=59)
    p = one({"country": "RS", "procedure": "INT"}, procedures=(law,), policy=Policy(video_cap=120))
    assert broken(p, VIDEO) == {"remote_cap"}


@pytest.mark.parametrize(
    ("windows", "found"),
    [
        (((600, 660),), set()),
        (((601, 700),), {"availability"}),
        (((500, 659),), {"availability"}),
        (((540, 630), (630, 700)), {"availability"}),
        ((), {"availability"}),
    ],
)
def test_availability_is_one_window(windows: tuple[tuple[int, int], ...], found: set[str]) -> None:
    assert broken(one(of_member={"available": windows}), give()) == found


def test_candidates() -> None:
    assert broken(one(of_seat={"candidates": ("ana",)}), give()) == set()
    assert broken(one(of_seat={"candidates": ()}), give()) == {"candidates"}


def test_host_room_is_needed() -> None:
    p = one({"needs_room": True}, sites=(site("nis", rooms=(Room("r"),)),))
    assert broken(p, give(modality="video", room="r")) == set()
    assert broken(p, VIDEO) == {"host_room"}
    assert broken(p, give(room="r")) == {"host_room"}


@pytest.mark.parametrize(
    ("room", "found"),
    [
        (Room("r"), set()),
        (Room("r", private=False), {"host_room"}),
        (Room("r", link_ok=False), {"host_room"}),
        (Room("r", windows=((590, 675),)), set()),
        (Room("r", windows=((591, 675),)), {"host_room"}),
        (Room("r", windows=((590, 674),)), {"host_room"}),
    ],
)
def test_host_room_is_fit(room: Room, found: set[str]) -> None:
    law = ProcedurePolicy("RS", "RBK", remote_extra=15)
    p = one(
        {"country": "RS", "procedure": "RBK"},
        sites=(site("nis", rooms=(room,)),),
        policy=Policy(link_test_minutes=10),
        procedures=(law,),
    )
    assert broken(p, give(modality="video", room="r")) == found


def test_host_room_has_the_equipment_of_session_and_law() -> None:
    law = ProcedurePolicy("RS", "RBK", remote_equipment=("printer",))
    of_session = {"country": "RS", "procedure": "RBK", "room_equipment": ("scanner",)}
    for equipment, found in (
        (("printer", "scanner"), set()),
        (("printer",), {"host_room"}),
        (("scanner",), {"host_room"}),
    ):
        sites = (site("nis", rooms=(Room("r", equipment=equipment),)),)
        p = one(of_session, sites=sites, procedures=(law,))
        assert broken(p, give(modality="video", room="r")) == found


def test_host_room_is_one_the_member_may_travel_to() -> None:
    sites = (site("nis", rooms=(Room("r"),)), site("sid"))
    for hosts, found in ((("nis",), set()), (("sid",), {"host_room"})):
        p = one(of_member={"host_sites": hosts}, sites=sites)
        assert broken(p, give(modality="video", room="r")) == found


def test_host_room_at_the_place_of_the_seat_before() -> None:
    for allowed, found in ((True, set()), (False, {"host_room"})):
        p = problem(
            (session("a", site="nis"), session("b", 660)),
            (member(host_sites=()),),
            sites=(site("nis", rooms=(Room("r"),)),),
            policy=Policy(in_place_remote=allowed),
        )
        assert broken(p, give("a/1"), give("b/1", modality="video", room="r")) == found


def test_a_pin_stands_above_the_rules_of_its_seat() -> None:
    p = one(of_seat={"role": "interpreter"}, of_member={"roles": ()}, pins=(Pin("s/1", "ana"),))
    assert broken(p, give()) == set()
