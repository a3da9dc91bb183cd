"""The ladder: searches step after step, yeses that wait for another's, and stand-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LIVE_BEFORE = "state in ('queued', 'open')"
LIVE_AFTER = "state in ('queued', 'open', 'held')"
FILLED = "state in ('confirmed', 'served')"
OFFERED = "state in ('offered', 'confirmed', 'served')"
STATES_BEFORE = "'queued', 'open', 'accepted', 'declined', 'expired', 'withdrawn'"
STATES_AFTER = f"{STATES_BEFORE}, 'held'"
ANSWER_BEFORE = (
    "(state in ('accepted', 'declined')) = (answered_at is not null)"
    " and (answered_at is null) = (answer_channel is null)"
)
ANSWER_AFTER = ANSWER_BEFORE.replace("'declined'))", "'declined') or held_at is not null)")
LIVE_LADDER = "state in ('running', 'paused')"
KINDS = (
    "'wave', 'dialect', 'remote', 'other_country', 'relay', 'mediator', 'by_hand',"
    " 'another_time', 'end'"
)
REASONS = "'nobody_allowed', 'all_said_no', 'nobody_answered', 'time_is_over', 'not_wanted'"

#: Seats that count only together are filled together: whoever confirms one of a session needs, by
#: the end of the transaction, every other place of it filled, directly or by a whole relay, and
#: the host room approved where its authority wants that.
GROUP_GUARD = """
create function session_is_whole(meeting bigint) returns boolean language sql stable as $$
    with held as (
        select seat.id, seat.role, seat.relay_id,
               exists (select from assignment a where a.seat_id = seat.id
                       and a.state in ('confirmed', 'served')) as filled
        from seat where seat.session_id = meeting
    ), chain as (
        select relay_id, role, bool_and(filled) as whole, bool_or(filled) as begun
        from held where relay_id is not null group by relay_id, role
    )
    select not exists (select from chain where begun and not whole)
       and not exists (
           select from held where relay_id is null and not filled
           and not exists (select from chain where chain.role = held.role and chain.whole))
$$;
create function refuse_half_a_group() returns trigger language plpgsql as $$
declare
    meeting bigint;
begin
    if not exists (select from assignment where id = new.id and state = 'confirmed') then
        return null;
    end if;
    select session_id into meeting from seat where id = new.seat_id;
    if not session_is_whole(meeting) then
        raise exception 'half a group cannot be confirmed: seat %', new.seat_id
            using errcode = 'check_violation', constraint = 'assignment_group_is_whole';
    end if;
    if exists (select from host_room room where room.id = new.host_room_id
               and room.needs_approval and not exists (
                   select from room_booking b where b.assignment_id = new.id
                   and b.approved_at is not null and b.released_at is null)) then
        raise exception 'the host room is not approved: seat %', new.seat_id
            using errcode = 'check_violation', constraint = 'assignment_group_is_whole';
    end if;
    return null;
end $$;
create constraint trigger assignment_group_is_whole after insert or update of state on assignment
    deferrable initially deferred for each row when (new.state = 'confirmed')
    execute function refuse_half_a_group();
"""


def upgrade() -> None:
    _make_ladders()
    _make_settings()
    op.add_column("host_room", _flag("needs_approval"))
    op.add_column("assignment", _flag("is_standby"))
    _guard_seats(f"{OFFERED} and not is_standby")
    op.create_check_constraint(
        op.f("ck_assignment_standby_fills_nothing"),
        "assignment",
        f"not is_standby or not ({FILLED})",
    )
    _hold_answers()
    op.execute(GROUP_GUARD)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _make_ladders() -> None:
    op.create_table(
        "ladder",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("seat_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("is_standby", sa.Boolean(), nullable=False),
        _moment("started_at", nullable=False),
        _moment("next_at"),
        _moment("ended_at"),
        sa.Column("end_reason", sa.String(40), nullable=True),
        sa.CheckConstraint(
            "state in ('running', 'paused', 'stopped', 'covered', 'uncovered')",
            name=op.f("ck_ladder_state_known"),
        ),
        sa.CheckConstraint(
            "(state = 'running') = (next_at is not null)", name=op.f("ck_ladder_running_has_next")
        ),
        sa.CheckConstraint(
            f"({LIVE_LADDER}) = (ended_at is null)", name=op.f("ck_ladder_over_has_time")
        ),
        sa.CheckConstraint(
            "(state = 'uncovered') = (end_reason is not null)",
            name=op.f("ck_ladder_uncovered_has_reason"),
        ),
        sa.CheckConstraint(f"end_reason in ({REASONS})", name=op.f("ck_ladder_end_reason_known")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_ladder_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder")),
    )
    op.create_index(op.f("ix_ladder_seat_id"), "ladder", ["seat_id"])
    op.create_index(
        "uq_ladder_live_seat",
        "ladder",
        ["seat_id"],
        unique=True,
        postgresql_where=sa.text(LIVE_LADDER),
    )
    op.create_index(
        "ix_ladder_due", "ladder", ["next_at"], postgresql_where=sa.text("state = 'running'")
    )
    op.create_table(
        "ladder_step",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("ladder_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        _moment("taken_at", nullable=False),
        _moment("until"),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=True),
        sa.Column("consenter", sa.String(40), nullable=False),
        sa.Column("consent", sa.String(40), nullable=False),
        _moment("proposed_start"),
        sa.Column("details", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.CheckConstraint(f"kind in ({KINDS})", name=op.f("ck_ladder_step_kind_known")),
        sa.CheckConstraint(
            "consenter in ('nobody', 'officer', 'coordinator', 'host')",
            name=op.f("ck_ladder_step_consenter_known"),
        ),
        sa.CheckConstraint(
            "consent in ('not_needed', 'asked', 'given', 'refused', 'lapsed')",
            name=op.f("ck_ladder_step_consent_known"),
        ),
        sa.CheckConstraint("chance between 0 and 1", name=op.f("ck_ladder_step_chance_range")),
        sa.CheckConstraint("asked >= 0", name=op.f("ck_ladder_step_asked_not_negative")),
        sa.CheckConstraint(
            "(consenter = 'nobody') = (consent = 'not_needed')",
            name=op.f("ck_ladder_step_consent_has_consenter"),
        ),
        sa.ForeignKeyConstraint(
            ["ladder_id"], ["ladder.id"], name=op.f("fk_ladder_step_ladder_id_ladder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_step")),
        sa.UniqueConstraint(
            "ladder_id", "position", name=op.f("uq_ladder_step_ladder_id_position")
        ),
    )


def _make_settings() -> None:
    op.create_table(
        "ladder_policy",
        sa.Column("country_code", sa.Text(), nullable=False),
        _flag("moves_on"),
        sa.Column("target_percent", sa.Integer(), nullable=False, server_default="90"),
        sa.Column("largest_wave", sa.Integer(), nullable=False, server_default="10"),
        sa.CheckConstraint(
            "target_percent between 50 and 99", name=op.f("ck_ladder_policy_target_range")
        ),
        sa.CheckConstraint(
            "largest_wave between 1 and 50", name=op.f("ck_ladder_policy_wave_range")
        ),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_ladder_policy_country_code_country")
        ),
        sa.PrimaryKeyConstraint("country_code", name=op.f("pk_ladder_policy")),
    )
    op.create_table(
        "ladder_exception",
        sa.Column("authority_id", sa.BigInteger(), nullable=False),
        sa.Column("moves_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_ladder_exception_authority_id_authority"),
        ),
        sa.PrimaryKeyConstraint("authority_id", name=op.f("pk_ladder_exception")),
    )
    op.create_table(
        "contact_preference",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        _flag("keeps_friday"),
        _flag("keeps_ramadan"),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(quiet_from is null) = (quiet_until is null)",
            name=op.f("ck_contact_preference_quiet_whole"),
        ),
        sa.CheckConstraint(
            "quiet_from between 0 and 1439 and quiet_until between 0 and 1439"
            " and quiet_from <> quiet_until",
            name=op.f("ck_contact_preference_quiet_range"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_contact_preference_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_contact_preference")),
    )


def _guard_seats(where: str) -> None:
    """A seat that is filled is offered to nobody, but perhaps to a stand-in."""
    op.drop_constraint("ex_assignment_seat_filled", "assignment")
    op.execute(
        "alter table assignment add constraint ex_assignment_seat_filled exclude using gist"
        f" (seat_id with =, (case when {FILLED} then 1 else 0 end) with <>) where ({where})"
    )


def _hold_answers() -> None:
    op.add_column("offer", _moment("held_at"))
    op.add_column("offer", sa.Column("ladder_step_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_offer_ladder_step_id_ladder_step"),
        "offer",
        "ladder_step",
        ["ladder_step_id"],
        ["id"],
    )
    op.create_index(op.f("ix_offer_ladder_step_id"), "offer", ["ladder_step_id"])
    _know_states(STATES_AFTER, ANSWER_AFTER)
    op.create_check_constraint(
        op.f("ck_offer_held_has_time"), "offer", "state <> 'held' or held_at is not null"
    )
    _index_live(LIVE_AFTER)


def _know_states(states: str, answer: str) -> None:
    for name, condition in (("state_known", f"state in ({states})"), ("answer_whole", answer)):
        op.drop_constraint(op.f(f"ck_offer_{name}"), "offer")
        op.create_check_constraint(op.f(f"ck_offer_{name}"), "offer", condition)


def _index_live(where: str) -> None:
    for name, columns, unique in (
        ("uq_offer_live_assignment", ["assignment_id"], True),
        ("uq_offer_live_number", ["member_id", "number"], True),
        ("ix_offer_expiring", ["expires_at"], False),
    ):
        op.drop_index(name, table_name="offer")
        op.create_index(name, "offer", columns, unique=unique, postgresql_where=sa.text(where))


def downgrade() -> None:
    op.execute("drop trigger assignment_group_is_whole on assignment")
    op.execute("drop function refuse_half_a_group")
    op.execute("drop function session_is_whole")
    op.execute("update offer set state = 'withdrawn' where state = 'held'")
    op.execute(
        "update offer set answered_at = null, answer_channel = null"
        " where state not in ('accepted', 'declined')"
    )
    op.drop_constraint(op.f("ck_offer_held_has_time"), "offer")
    _know_states(STATES_BEFORE, ANSWER_BEFORE)
    _index_live(LIVE_BEFORE)
    op.drop_index(op.f("ix_offer_ladder_step_id"), table_name="offer")
    op.drop_constraint(op.f("fk_offer_ladder_step_id_ladder_step"), "offer")
    op.drop_column("offer", "ladder_step_id")
    op.drop_column("offer", "held_at")
    op.drop_constraint(op.f("ck_assignment_standby_fills_nothing"), "assignment")
    op.execute("update assignment set state = 'released' where is_standby and state = 'offered'")
    _guard_seats(OFFERED)
    op.drop_column("assignment", "is_standby")
    op.drop_column("host_room", "needs_approval")
    for table in (
        "contact_preference",
        "ladder_exception",
        "ladder_policy",
        "ladder_step",
        "ladder",
    ):
        op.drop_table(table)
