"""The first schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: An audit row is written once: the database itself refuses to change or delete one.
AUDIT_GUARD = """
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are never changed or deleted'
        using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_is_kept before update or delete on audit_entry
    for each row execute function refuse_audit_change();
create trigger audit_entry_is_not_truncated before truncate on audit_entry
    for each statement execute function refuse_audit_change();
"""


def upgrade() -> None:
    op.execute("create extension if not exists btree_gist")
    op.execute("create sequence member_number start 101")
    op.execute("create sequence request_number start 1001")
    op.create_table(
        "app_user",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("page_language", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "username ~ '^[a-z0-9._@-]{3,80}$'", name=op.f("ck_app_user_username_plain")
        ),
        sa.CheckConstraint("username = lower(username)", name=op.f("ck_app_user_username_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("username", name=op.f("uq_app_user_username")),
    )
    op.create_table(
        "country",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.CheckConstraint("code ~ '^[A-Z]{2}$'", name=op.f("ck_country_code_iso")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_country")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "language",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_language")),
    )
    op.create_table(
        "login_failure",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
    )
    op.create_index("ix_login_failure_key_at", "login_failure", ["key", "failed_at"], unique=False)
    op.create_table(
        "procedure",
        sa.Column(
            "code",
            sa.Enum(
                "REG",
                "APP",
                "INT",
                "RBK",
                "APL",
                "DEL",
                "MED",
                "LEG",
                "BIA",
                "POL",
                "AVR",
                "MON",
                "MDS",
                "ONC",
                "INF",
                "AGE",
                "TRN",
                name="code_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_procedure")),
    )
    op.create_table(
        "calendar_exception",
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working_day", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_calendar_exception_country_code")
        ),
        sa.PrimaryKeyConstraint("country_code", "day", name=op.f("pk_calendar_exception")),
    )
    op.create_table(
        "dialect",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("language_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spoken_in", sa.Text(), nullable=False),
        sa.Column("bcp47", sa.Text(), nullable=False),
        sa.Column("is_applicant_language", sa.Boolean(), nullable=False),
        sa.Column("is_target", sa.Boolean(), nullable=False),
        sa.CheckConstraint("code ~ '^[a-z]{3}$'", name=op.f("ck_dialect_code_iso")),
        sa.ForeignKeyConstraint(
            ["language_code"], ["language.code"], name=op.f("fk_dialect_language_code")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dialect")),
    )
    op.create_index(op.f("ix_dialect_language_code"), "dialect", ["language_code"], unique=False)
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_login_session_user_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_login_session")),
    )
    op.create_index(
        op.f("ix_login_session_expires_at"), "login_session", ["expires_at"], unique=False
    )
    op.create_index(op.f("ix_login_session_user_id"), "login_session", ["user_id"], unique=False)
    op.create_table(
        "plan_run",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "solving",
                "solved",
                "no_plan",
                "failed",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column(
            "days",
            postgresql.DATERANGE(),
            sa.Computed("daterange(first_day, last_day, '[]')", persisted=True),
            nullable=False,
        ),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("requested_by_id", sa.BigInteger(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("problem", sa.LargeBinary(), nullable=True),
        sa.Column("problem_digest", sa.Text(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("days"), "&&"),
            where=sa.text("state in ('queued', 'solving')"),
            using="gist",
            name="ex_plan_run_one_at_a_time",
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_plan_run_days_ordered")),
        sa.CheckConstraint("seconds between 1 and 3600", name=op.f("ck_plan_run_seconds_range")),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["app_user.id"], name=op.f("fk_plan_run_requested_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_run")),
    )
    op.create_table(
        "procedure_policy",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column(
            "procedure_code",
            sa.Enum(
                "REG",
                "APP",
                "INT",
                "RBK",
                "APL",
                "DEL",
                "MED",
                "LEG",
                "BIA",
                "POL",
                "AVR",
                "MON",
                "MDS",
                "ONC",
                "INF",
                "AGE",
                "TRN",
                name="code_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "valid",
            postgresql.DATERANGE(),
            sa.Computed("daterange(valid_from, valid_until)", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "score_table",
            sa.Enum(
                "mediation",
                "interview",
                name="score_table_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "interpreter_rule",
            sa.Enum(
                "yes",
                "qualified",
                "dual",
                "beside_interpreter",
                "no",
                name="interpreter_rule_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "mediator_rule",
            sa.Enum(
                "yes",
                "qualified",
                "dual",
                "beside_interpreter",
                "no",
                name="mediator_rule_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("modalities", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("signature_ways", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "minimum_score", sa.Numeric(precision=3, scale=2, asdecimal=False), nullable=False
        ),
        sa.Column(
            "minimum_score_with_consent",
            sa.Numeric(precision=3, scale=2, asdecimal=False),
            nullable=False,
        ),
        sa.Column("minimum_target_level", sa.Integer(), nullable=False),
        sa.Column("typical_minutes", sa.Integer(), nullable=False),
        sa.Column("longest_minutes", sa.Integer(), nullable=False),
        sa.Column("phone_cap_minutes", sa.Integer(), nullable=True),
        sa.Column("video_cap_minutes", sa.Integer(), nullable=True),
        sa.Column("second_interpreter_after_minutes", sa.Integer(), nullable=False),
        sa.Column("second_interpreter_after_remote_minutes", sa.Integer(), nullable=False),
        sa.Column("host_room_for_video", sa.Boolean(), nullable=False),
        sa.Column("remote_needs_reason", sa.Boolean(), nullable=False),
        sa.Column("independent_of_site", sa.Boolean(), nullable=False),
        sa.Column("trainings", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "default_gender_rule",
            sa.Enum(
                "female",
                "male",
                name="default_gender_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("legal_reference", sa.Text(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("country_code"), "="),
            (sa.column("procedure_code"), "="),
            (sa.column("valid"), "&&"),
            using="gist",
            name="ex_procedure_policy_versions",
        ),
        sa.CheckConstraint(
            "modalities <@ ARRAY['on_site', 'video', 'phone']::text[]",
            name=op.f("ck_procedure_policy_modalities_known"),
        ),
        sa.CheckConstraint(
            "signature_ways <@ ARRAY['none', 'receipt', 'wet_at_site', 'wet_at_host', 'courier', 'qualified_esign', 'audio']::text[]",
            name=op.f("ck_procedure_policy_signature_ways_known"),
        ),
        sa.CheckConstraint(
            "trainings <@ ARRAY['conduct', 'children', 'sgbv', 'torture', 'video', 'sight_translation', 'language_analysis']::text[]",
            name=op.f("ck_procedure_policy_trainings_known"),
        ),
        sa.CheckConstraint(
            "0 < typical_minutes and typical_minutes <= longest_minutes and longest_minutes <= 720",
            name=op.f("ck_procedure_policy_lengths_ordered"),
        ),
        sa.CheckConstraint(
            "0 <= minimum_score_with_consent and minimum_score_with_consent <= minimum_score and minimum_score <= 1",
            name=op.f("ck_procedure_policy_scores_ordered"),
        ),
        sa.CheckConstraint(
            "cardinality(signature_ways) > 0", name=op.f("ck_procedure_policy_some_signature_way")
        ),
        sa.CheckConstraint(
            "minimum_target_level between 1 and 4", name=op.f("ck_procedure_policy_level_range")
        ),
        sa.CheckConstraint(
            "valid_until > valid_from", name=op.f("ck_procedure_policy_valid_ordered")
        ),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_procedure_policy_country_code")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_code"], ["procedure.code"], name=op.f("fk_procedure_policy_procedure_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_policy")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "authority",
                "asylum_centre",
                "reception_centre",
                "transit_centre",
                "detention",
                "ngo",
                "hub",
                "airport",
                "border_point",
                "border_crossing",
                "police",
                "safe_house",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("position_error_km", sa.Double(), nullable=False),
        sa.Column(
            "disclosure",
            sa.Enum(
                "open",
                "town_only",
                "never",
                name="disclosure_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("arrival_minutes", sa.Integer(), nullable=False),
        sa.Column("video_ok", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "arrival_minutes between 0 and 120", name=op.f("ck_site_arrival_minutes_range")
        ),
        sa.CheckConstraint("latitude between -90 and 90", name=op.f("ck_site_latitude_range")),
        sa.CheckConstraint("longitude between -180 and 180", name=op.f("ck_site_longitude_range")),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_site_country_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("code", name=op.f("uq_site_code")),
        sa.UniqueConstraint("id", "country_code", name=op.f("uq_site_id_country_code")),
    )
    op.create_table(
        "authority",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "asylum_office",
                "reception",
                "police",
                "court",
                "social_welfare",
                "monitoring",
                "ngo",
                "international",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("target_dialect", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_authority_country_code")
        ),
        sa.ForeignKeyConstraint(
            ["target_dialect"], ["dialect.code"], name=op.f("fk_authority_target_dialect")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("code", name=op.f("uq_authority_code")),
        sa.UniqueConstraint("id", "country_code", name=op.f("uq_authority_id_country_code")),
    )
    op.create_table(
        "border_wait",
        sa.Column("crossing_id", sa.BigInteger(), nullable=False),
        sa.Column("from_country", sa.Text(), nullable=False),
        sa.Column("to_country", sa.Text(), nullable=False),
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "season in ('off_season', 'june_september', 'july', 'august', 'holiday_weeks')",
            name=op.f("ck_border_wait_season_known"),
        ),
        sa.CheckConstraint("from_country <> to_country", name=op.f("ck_border_wait_two_countries")),
        sa.CheckConstraint("minutes between 0 and 1440", name=op.f("ck_border_wait_minutes_range")),
        sa.CheckConstraint("weekdays between 1 and 127", name=op.f("ck_border_wait_weekdays_mask")),
        sa.ForeignKeyConstraint(
            ["crossing_id"], ["site.id"], name=op.f("fk_border_wait_crossing_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_country"], ["country.code"], name=op.f("fk_border_wait_from_country")
        ),
        sa.ForeignKeyConstraint(
            ["to_country"], ["country.code"], name=op.f("fk_border_wait_to_country")
        ),
        sa.PrimaryKeyConstraint(
            "crossing_id",
            "from_country",
            "to_country",
            "season",
            "weekdays",
            name=op.f("pk_border_wait"),
        ),
    )
    op.create_table(
        "border_wait_override",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("crossing_id", sa.BigInteger(), nullable=False),
        sa.Column("from_country", sa.Text(), nullable=False),
        sa.Column("to_country", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("period", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("crossing_id"), "="),
            (sa.column("from_country"), "="),
            (sa.column("to_country"), "="),
            (sa.column("period"), "&&"),
            using="gist",
            name="ex_border_wait_override_overlap",
        ),
        sa.CheckConstraint(
            "minutes between 0 and 1440", name=op.f("ck_border_wait_override_minutes_range")
        ),
        sa.ForeignKeyConstraint(
            ["crossing_id"], ["site.id"], name=op.f("fk_border_wait_override_crossing_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["app_user.id"], name=op.f("fk_border_wait_override_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_country"], ["country.code"], name=op.f("fk_border_wait_override_from_country")
        ),
        sa.ForeignKeyConstraint(
            ["to_country"], ["country.code"], name=op.f("fk_border_wait_override_to_country")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_border_wait_override")),
    )
    op.create_index(
        "ix_border_wait_override_crossing", "border_wait_override", ["crossing_id"], unique=False
    )
    op.create_table(
        "dialect_substitution",
        sa.Column("applicant_dialect", sa.Text(), nullable=False),
        sa.Column("interpreter_dialect", sa.Text(), nullable=False),
        sa.Column(
            "score_mediation", sa.Numeric(precision=3, scale=2, asdecimal=False), nullable=False
        ),
        sa.Column(
            "score_interview", sa.Numeric(precision=3, scale=2, asdecimal=False), nullable=False
        ),
        sa.CheckConstraint(
            "applicant_dialect <> interpreter_dialect",
            name=op.f("ck_dialect_substitution_two_dialects"),
        ),
        sa.CheckConstraint(
            "score_mediation between 0 and 1 and score_interview between 0 and 1",
            name=op.f("ck_dialect_substitution_scores_range"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_dialect"],
            ["dialect.code"],
            name=op.f("fk_dialect_substitution_applicant_dialect"),
        ),
        sa.ForeignKeyConstraint(
            ["interpreter_dialect"],
            ["dialect.code"],
            name=op.f("fk_dialect_substitution_interpreter_dialect"),
        ),
        sa.PrimaryKeyConstraint(
            "applicant_dialect", "interpreter_dialect", name=op.f("pk_dialect_substitution")
        ),
    )
    op.create_table(
        "host_room",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("privacy_ok", sa.Boolean(), nullable=False),
        sa.Column("link_tested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_ok", sa.Boolean(), nullable=False),
        sa.Column("has_camera", sa.Boolean(), nullable=False),
        sa.Column("has_document_camera", sa.Boolean(), nullable=False),
        sa.Column("has_printer_scanner", sa.Boolean(), nullable=False),
        sa.Column("has_esign_device", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_host_room_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_room")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_host_room_site_id_name")),
    )
    op.create_index(op.f("ix_host_room_site_id"), "host_room", ["site_id"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            server_default=sa.text("nextval('member_number')"),
            nullable=False,
        ),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "female",
                "male",
                name="gender_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("page_language", sa.Text(), nullable=False),
        sa.Column(
            "sms_script",
            sa.Enum(
                "default",
                "latin",
                "cyrillic",
                name="sms_script_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("home_site_id", sa.BigInteger(), nullable=False),
        sa.Column("employer_site_id", sa.BigInteger(), nullable=True),
        sa.Column("undertaking_version", sa.Text(), nullable=True),
        sa.Column("undertaking_signed_on", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "birth_date > '1900-01-01'", name=op.f("ck_member_birth_date_plausible")
        ),
        sa.CheckConstraint("phone ~ '^\\+[1-9][0-9]{6,14}$'", name=op.f("ck_member_phone_e164")),
        sa.CheckConstraint(
            "(undertaking_version is null) = (undertaking_signed_on is null)",
            name=op.f("ck_member_undertaking_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["employer_site_id"], ["site.id"], name=op.f("fk_member_employer_site_id")
        ),
        sa.ForeignKeyConstraint(["home_site_id"], ["site.id"], name=op.f("fk_member_home_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("number", name=op.f("uq_member_number")),
        sa.UniqueConstraint("phone", name=op.f("uq_member_phone")),
    )
    op.create_index(op.f("ix_member_home_site_id"), "member", ["home_site_id"], unique=False)
    op.create_table(
        "plan",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "superseded",
                "discarded",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("bound", sa.BigInteger(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("seats_covered", sa.Integer(), nullable=False),
        sa.Column("tiers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("solve_milliseconds", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.BigInteger(), nullable=True),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state in ('published', 'superseded')) = (published_at is not null)",
            name=op.f("ck_plan_published_has_time"),
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["app_user.id"], name=op.f("fk_plan_published_by_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["plan_run.id"], name=op.f("fk_plan_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("run_id", name=op.f("uq_plan_run_id")),
    )
    op.create_table(
        "plan_progress",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("bound", sa.BigInteger(), nullable=True),
        sa.Column("seats_covered", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["plan_run.id"], name=op.f("fk_plan_progress_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_progress")),
    )
    op.create_index(op.f("ix_plan_progress_run_id"), "plan_progress", ["run_id"], unique=False)
    op.create_table(
        "road",
        sa.Column("from_site_id", sa.BigInteger(), nullable=False),
        sa.Column("to_site_id", sa.BigInteger(), nullable=False),
        sa.Column("kilometres", sa.Double(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_site_id <> to_site_id", name=op.f("ck_road_two_places")),
        sa.CheckConstraint("kilometres >= 0 and minutes > 0", name=op.f("ck_road_positive")),
        sa.ForeignKeyConstraint(["from_site_id"], ["site.id"], name=op.f("fk_road_from_site_id")),
        sa.ForeignKeyConstraint(["to_site_id"], ["site.id"], name=op.f("fk_road_to_site_id")),
        sa.PrimaryKeyConstraint("from_site_id", "to_site_id", name=op.f("pk_road")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("period", postgresql.TSTZRANGE(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "leave",
                "ill",
                "training",
                "other",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("member_id"), "="),
            (sa.column("period"), "&&"),
            using="gist",
            name="ex_absence_overlap",
        ),
        sa.CheckConstraint("not isempty(period)", name=op.f("ck_absence_period_not_empty")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_absence_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "user",
                "member",
                "system",
                name="actor_kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "link",
                "sms",
                "voice",
                "on_behalf",
                "command",
                "job",
                name="channel_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_audit_entry_member_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_audit_entry_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(
        "ix_audit_entry_subject", "audit_entry", ["subject", "subject_id"], unique=False
    )
    op.create_table(
        "authority_site",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "country_code"],
            ["authority.id", "authority.country_code"],
            name=op.f("fk_authority_site_authority_id_country_code"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "country_code"],
            ["site.id", "site.country_code"],
            name=op.f("fk_authority_site_site_id_country_code"),
        ),
        sa.PrimaryKeyConstraint("authority_id", "site_id", name=op.f("pk_authority_site")),
    )
    op.create_table(
        "availability",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column(
            "minutes",
            postgresql.INT4RANGE(),
            sa.Computed("int4range(start_minute, end_minute)", persisted=True),
            nullable=False,
        ),
        postgresql.ExcludeConstraint(
            (sa.column("member_id"), "="),
            (sa.column("weekday"), "="),
            (sa.column("minutes"), "&&"),
            using="gist",
            name="ex_availability_overlap",
        ),
        sa.CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            name=op.f("ck_availability_minutes_ordered"),
        ),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_availability_weekday_range")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_availability_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    op.create_table(
        "member_language",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("dialect_code", sa.Text(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "from",
                "into",
                "both",
                name="direction_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reads_script", sa.Boolean(), nullable=False),
        sa.CheckConstraint("level between 1 and 4", name=op.f("ck_member_language_level_range")),
        sa.ForeignKeyConstraint(
            ["dialect_code"], ["dialect.code"], name=op.f("fk_member_language_dialect_code")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_language_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "dialect_code", name=op.f("pk_member_language")),
    )
    op.create_index(
        op.f("ix_member_language_dialect_code"), "member_language", ["dialect_code"], unique=False
    )
    op.create_table(
        "member_modality",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "modality",
            sa.Enum(
                "on_site",
                "video",
                "phone",
                name="modality_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_modality_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "modality", name=op.f("pk_member_modality")),
    )
    op.create_table(
        "member_procedure",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "procedure_code",
            sa.Enum(
                "REG",
                "APP",
                "INT",
                "RBK",
                "APL",
                "DEL",
                "MED",
                "LEG",
                "BIA",
                "POL",
                "AVR",
                "MON",
                "MDS",
                "ONC",
                "INF",
                "AGE",
                "TRN",
                name="code_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("qualified_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_procedure_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_code"], ["procedure.code"], name=op.f("fk_member_procedure_procedure_code")
        ),
        sa.PrimaryKeyConstraint("member_id", "procedure_code", name=op.f("pk_member_procedure")),
    )
    op.create_table(
        "member_role",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "interpreter",
                "mediator",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_role_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "role", name=op.f("pk_member_role")),
    )
    op.create_table(
        "rate",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("hourly_cents", sa.Integer(), nullable=False),
        sa.Column("call_out_cents", sa.Integer(), nullable=False),
        sa.Column("kilometre_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hourly_cents >= 0 and call_out_cents >= 0 and kilometre_cents >= 0",
            name=op.f("ck_rate_not_negative"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_rate_member_id")),
        sa.PrimaryKeyConstraint("member_id", "valid_from", name=op.f("pk_rate")),
    )
    op.create_table(
        "recusal",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "case",
                "officer",
                "authority",
                name="scope_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country_code", sa.Text(), nullable=True),
        sa.Column("case_ref", sa.Text(), nullable=True),
        sa.Column("officer_id", sa.BigInteger(), nullable=True),
        sa.Column("authority_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "applicant",
                "lawyer",
                "member",
                "coordinator",
                name="source_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(scope = 'case') = (case_ref is not null and country_code is not null) and (scope = 'officer') = (officer_id is not null) and (scope = 'authority') = (authority_id is not null)",
            name=op.f("ck_recusal_names_its_scope"),
        ),
        sa.CheckConstraint("valid_until > valid_from", name=op.f("ck_recusal_valid_ordered")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_recusal_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_recusal_country_code")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_recusal_member_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["app_user.id"], name=op.f("fk_recusal_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
    )
    op.create_index(op.f("ix_recusal_member_id"), "recusal", ["member_id"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "officer",
                "coordinator",
                "administrator",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authority_id", sa.BigInteger(), nullable=True),
        sa.Column("country_code", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(role = 'coordinator') = (country_code is not null)",
            name=op.f("ck_role_grant_coordinator_has_country"),
        ),
        sa.CheckConstraint(
            "(role = 'officer') = (authority_id is not null)",
            name=op.f("ck_role_grant_officer_has_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_role_grant_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_role_grant_country_code")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_role_grant_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(
        op.f("ix_role_grant_authority_id"), "role_grant", ["authority_id"], unique=False
    )
    op.create_index(
        "uq_role_grant_once",
        "role_grant",
        [
            "user_id",
            "role",
            sa.literal_column("coalesce(authority_id, 0)"),
            sa.literal_column("coalesce(country_code, '')"),
        ],
        unique=True,
    )
    op.create_index(
        "uq_role_grant_one_authority",
        "role_grant",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("role = 'officer'"),
    )
    op.create_table(
        "service_request",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            server_default=sa.text("nextval('request_number')"),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "submitted",
                "accepted",
                "closed",
                "rejected",
                "cancelled",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column(
            "procedure_code",
            sa.Enum(
                "REG",
                "APP",
                "INT",
                "RBK",
                "APL",
                "DEL",
                "MED",
                "LEG",
                "BIA",
                "POL",
                "AVR",
                "MON",
                "MDS",
                "ONC",
                "INF",
                "AGE",
                "TRN",
                name="code_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("case_ref", sa.Text(), nullable=False),
        sa.Column("dialect_code", sa.Text(), nullable=False),
        sa.Column("target_dialect", sa.Text(), nullable=False),
        sa.Column("substitution_consent", sa.Boolean(), nullable=False),
        sa.Column("substitution_reason", sa.Text(), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "female",
                "male",
                name="gender_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "gender_strength",
            sa.Enum(
                "required",
                "preferred",
                name="gender_strength_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("modalities", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("remote_justification", sa.Text(), nullable=False),
        sa.Column("trainings", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_trauma_heavy", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("deadline_reason", sa.Text(), nullable=False),
        sa.Column("embargoed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("officer_id", sa.BigInteger(), nullable=True),
        sa.Column("filed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_reason", sa.Text(), nullable=False),
        sa.Column("form_token", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "case_ref ~ '^[A-Za-z0-9./_-]{1,40}$'", name=op.f("ck_service_request_case_ref_opaque")
        ),
        sa.CheckConstraint(
            "modalities <@ ARRAY['on_site', 'video', 'phone']::text[]",
            name=op.f("ck_service_request_modalities_known"),
        ),
        sa.CheckConstraint(
            "not substitution_consent or substitution_reason <> ''",
            name=op.f("ck_service_request_consent_has_reason"),
        ),
        sa.CheckConstraint(
            "trainings <@ ARRAY['conduct', 'children', 'sgbv', 'torture', 'video', 'sight_translation', 'language_analysis']::text[]",
            name=op.f("ck_service_request_trainings_known"),
        ),
        sa.CheckConstraint(
            "(gender is null) = (gender_strength is null)",
            name=op.f("ck_service_request_gender_whole"),
        ),
        sa.CheckConstraint(
            "cardinality(modalities) > 0", name=op.f("ck_service_request_some_modality")
        ),
        sa.CheckConstraint(
            "priority between 1 and 4", name=op.f("ck_service_request_priority_range")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "country_code"],
            ["authority.id", "authority.country_code"],
            name=op.f("fk_service_request_authority_id_country_code"),
        ),
        sa.ForeignKeyConstraint(
            ["dialect_code"], ["dialect.code"], name=op.f("fk_service_request_dialect_code")
        ),
        sa.ForeignKeyConstraint(
            ["filed_by_id"], ["app_user.id"], name=op.f("fk_service_request_filed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["app_user.id"], name=op.f("fk_service_request_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_code"], ["procedure.code"], name=op.f("fk_service_request_procedure_code")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "country_code"],
            ["site.id", "site.country_code"],
            name=op.f("fk_service_request_site_id_country_code"),
        ),
        sa.ForeignKeyConstraint(
            ["target_dialect"], ["dialect.code"], name=op.f("fk_service_request_target_dialect")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_request")),
        sa.UniqueConstraint("form_token", name=op.f("uq_service_request_form_token")),
        sa.UniqueConstraint("number", name=op.f("uq_service_request_number")),
    )
    op.create_index(
        "ix_service_request_authority", "service_request", ["authority_id", "id"], unique=False
    )
    op.create_index(
        "ix_service_request_country_case",
        "service_request",
        ["country_code", "case_ref"],
        unique=False,
    )
    op.create_index(
        "ix_service_request_open",
        "service_request",
        ["state"],
        unique=False,
        postgresql_where=sa.text("state in ('submitted', 'accepted')"),
    )
    op.create_index(
        op.f("ix_service_request_site_id"), "service_request", ["site_id"], unique=False
    )
    op.create_table(
        "training",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "conduct",
                "children",
                "sgbv",
                "torture",
                "video",
                "sight_translation",
                "language_analysis",
                name="topic_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_training_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sa.UniqueConstraint(
            "member_id",
            "topic",
            "completed_on",
            name=op.f("uq_training_member_id_topic_completed_on"),
        ),
    )
    op.create_table(
        "vetting",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column("vetted_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("vetted_by", sa.Text(), nullable=False),
        sa.CheckConstraint("expires_on > vetted_on", name=op.f("ck_vetting_dates_ordered")),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_vetting_country_code")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_vetting_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting")),
        sa.UniqueConstraint(
            "member_id",
            "country_code",
            "vetted_on",
            name=op.f("uq_vetting_member_id_country_code_vetted_on"),
        ),
    )
    op.create_index(op.f("ix_vetting_expires_on"), "vetting", ["expires_on"], unique=False)
    op.create_table(
        "work_permit",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("country_code", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.code"], name=op.f("fk_work_permit_country_code")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_work_permit_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "country_code", name=op.f("pk_work_permit")),
    )
    op.create_table(
        "interpreting_session",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("earliest_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("latest_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("continues_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "fulfilled",
                "fulfilled_partly",
                "replaced",
                "cancelled_by_requester_timely",
                "cancelled_by_requester_late",
                "cancelled_by_pool",
                "applicant_absent",
                "applicant_unfit",
                "requester_absent",
                "interpreter_absent",
                "interpreter_late",
                "host_absent",
                "technical_failure",
                "dialect_mismatch",
                "objection_upheld",
                "not_fulfilled",
                name="outcome_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "continues_id <> id", name=op.f("ck_interpreting_session_continues_another")
        ),
        sa.CheckConstraint(
            "earliest_start <= latest_start", name=op.f("ck_interpreting_session_window_ordered")
        ),
        sa.CheckConstraint(
            "minutes between 5 and 720", name=op.f("ck_interpreting_session_minutes_range")
        ),
        sa.CheckConstraint(
            "starts_at is null or starts_at between earliest_start and latest_start",
            name=op.f("ck_interpreting_session_start_in_window"),
        ),
        sa.ForeignKeyConstraint(
            ["continues_id"],
            ["interpreting_session.id"],
            name=op.f("fk_interpreting_session_continues_id"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["service_request.id"], name=op.f("fk_interpreting_session_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreting_session")),
        sa.UniqueConstraint(
            "request_id", "position", name=op.f("uq_interpreting_session_request_id_position")
        ),
    )
    op.create_index(
        op.f("ix_interpreting_session_continues_id"),
        "interpreting_session",
        ["continues_id"],
        unique=False,
    )
    op.create_index(
        "ix_interpreting_session_window",
        "interpreting_session",
        ["earliest_start", "latest_start"],
        unique=False,
    )
    op.create_table(
        "relay",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("pivot_dialect", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pivot_dialect"], ["dialect.code"], name=op.f("fk_relay_pivot_dialect")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["interpreting_session.id"], name=op.f("fk_relay_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
        sa.UniqueConstraint("id", "session_id", name=op.f("uq_relay_id_session_id")),
    )
    op.create_index(op.f("ix_relay_session_id"), "relay", ["session_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "interpreter",
                "mediator",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_dialect", sa.Text(), nullable=False),
        sa.Column("into_dialect", sa.Text(), nullable=False),
        sa.Column("minimum_score", sa.Double(), nullable=False),
        sa.Column("minimum_level", sa.Integer(), nullable=False),
        sa.Column("relay_id", sa.Integer(), nullable=True),
        sa.Column("relay_leg", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(relay_id is null) = (relay_leg is null)", name=op.f("ck_seat_relay_whole")
        ),
        sa.CheckConstraint("minimum_level between 1 and 4", name=op.f("ck_seat_level_range")),
        sa.CheckConstraint("minimum_score between 0 and 1", name=op.f("ck_seat_score_range")),
        sa.CheckConstraint("relay_leg between 1 and 2", name=op.f("ck_seat_relay_leg_range")),
        sa.ForeignKeyConstraint(
            ["from_dialect"], ["dialect.code"], name=op.f("fk_seat_from_dialect")
        ),
        sa.ForeignKeyConstraint(
            ["into_dialect"], ["dialect.code"], name=op.f("fk_seat_into_dialect")
        ),
        sa.ForeignKeyConstraint(
            ["relay_id", "session_id"],
            ["relay.id", "relay.session_id"],
            name=op.f("fk_seat_relay_id_session_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["interpreting_session.id"], name=op.f("fk_seat_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("relay_id", "relay_leg", name=op.f("uq_seat_relay_id_relay_leg")),
        sa.UniqueConstraint("session_id", "position", name=op.f("uq_seat_session_id_position")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("seat_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "offered",
                "confirmed",
                "served",
                "no_show",
                "released",
                "withdrawn",
                "cancelled",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "modality",
            sa.Enum(
                "on_site",
                "video",
                "phone",
                name="modality_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("host_room_id", sa.BigInteger(), nullable=True),
        sa.Column("period", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("travel_kilometres", sa.Integer(), nullable=False),
        sa.Column("cost_cents", sa.Integer(), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("state_changed_at", sa.DateTime(timezone=True), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("member_id"), "="),
            (sa.column("period"), "&&"),
            where=sa.text("state in ('offered', 'confirmed', 'served')"),
            using="gist",
            name="ex_assignment_member_overlap",
        ),
        postgresql.ExcludeConstraint(
            (sa.column("seat_id"), "="),
            (sa.text("(case when state in ('confirmed', 'served') then 1 else 0 end)"), "<>"),
            where=sa.text("state in ('offered', 'confirmed', 'served')"),
            using="gist",
            name="ex_assignment_seat_filled",
        ),
        sa.CheckConstraint(
            "host_room_id is null or modality in ('video', 'phone')",
            name=op.f("ck_assignment_host_room_remote"),
        ),
        sa.CheckConstraint(
            "state <> 'proposed' or plan_id is not null",
            name=op.f("ck_assignment_proposed_has_plan"),
        ),
        sa.CheckConstraint("not isempty(period)", name=op.f("ck_assignment_period_not_empty")),
        sa.CheckConstraint(
            "travel_minutes >= 0 and travel_kilometres >= 0 and cost_cents >= 0",
            name=op.f("ck_assignment_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["host_room_id"], ["host_room.id"], name=op.f("fk_assignment_host_room_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_assignment_member_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_assignment_plan_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_assignment_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("id", "member_id", name=op.f("uq_assignment_id_member_id")),
    )
    op.create_index(op.f("ix_assignment_member_id"), "assignment", ["member_id"], unique=False)
    op.create_index(
        "ix_assignment_period", "assignment", ["period"], unique=False, postgresql_using="gist"
    )
    op.create_index(op.f("ix_assignment_seat_id"), "assignment", ["seat_id"], unique=False)
    op.create_index(
        "uq_assignment_filled_seat",
        "assignment",
        ["seat_id"],
        unique=True,
        postgresql_where=sa.text("state in ('confirmed', 'served')"),
    )
    op.create_index("uq_assignment_plan_seat", "assignment", ["plan_id", "seat_id"], unique=True)
    op.create_table(
        "uncovered_seat",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("seat_id", sa.BigInteger(), nullable=False),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_uncovered_seat_plan_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_uncovered_seat_seat_id")),
        sa.PrimaryKeyConstraint("plan_id", "seat_id", name=op.f("pk_uncovered_seat")),
    )
    op.create_index(op.f("ix_uncovered_seat_seat_id"), "uncovered_seat", ["seat_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "open",
                "accepted",
                "declined",
                "expired",
                "withdrawn",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer_channel",
            sa.Enum(
                "web",
                "link",
                "sms",
                "voice",
                "on_behalf",
                "command",
                "job",
                name="answer_channel_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "decline_reason",
            sa.Enum(
                "busy",
                "too_far",
                "ill",
                "conflict",
                "wellbeing",
                "other",
                name="decline_reason_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(state in ('accepted', 'declined')) = (answered_at is not null) and (answered_at is null) = (answer_channel is null)",
            name=op.f("ck_offer_answer_whole"),
        ),
        sa.CheckConstraint(
            "decline_reason is null or state = 'declined'",
            name=op.f("ck_offer_reason_only_on_decline"),
        ),
        sa.CheckConstraint("expires_at > opens_at", name=op.f("ck_offer_deadline_after_opening")),
        sa.CheckConstraint("number between 10 and 9999", name=op.f("ck_offer_number_short")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "member_id"],
            ["assignment.id", "assignment.member_id"],
            name=op.f("fk_offer_assignment_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(op.f("ix_offer_assignment_id"), "offer", ["assignment_id"], unique=False)
    op.create_index(
        "ix_offer_expiring",
        "offer",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("state in ('queued', 'open')"),
    )
    op.create_index(op.f("ix_offer_member_id"), "offer", ["member_id"], unique=False)
    op.create_index(
        "uq_offer_live_assignment",
        "offer",
        ["assignment_id"],
        unique=True,
        postgresql_where=sa.text("state in ('queued', 'open')"),
    )
    op.create_index(
        "uq_offer_live_number",
        "offer",
        ["member_id", "number"],
        unique=True,
        postgresql_where=sa.text("state in ('queued', 'open')"),
    )
    op.create_table(
        "room_booking",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("host_room_id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("period", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("host_room_id"), "="),
            (sa.column("period"), "&&"),
            where=sa.text("released_at is null"),
            using="gist",
            name="ex_room_booking_overlap",
        ),
        sa.CheckConstraint("not isempty(period)", name=op.f("ck_room_booking_period_not_empty")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_room_booking_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["host_room_id"], ["host_room.id"], name=op.f("fk_room_booking_host_room_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_booking")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_room_booking_assignment_id")),
    )
    op.create_table(
        "inbox_message",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("provider_ref", sa.Text(), nullable=False),
        sa.Column("from_number", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "understood",
                "unclear",
                "handled",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("offer_id", sa.BigInteger(), nullable=True),
        sa.Column("handled_by_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handled_by_id"], ["app_user.id"], name=op.f("fk_inbox_message_handled_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_inbox_message_member_id")
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_inbox_message_offer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_message")),
        sa.UniqueConstraint("provider_ref", name=op.f("uq_inbox_message_provider_ref")),
    )
    op.create_index(
        op.f("ix_inbox_message_member_id"), "inbox_message", ["member_id"], unique=False
    )
    op.create_index(
        "ix_inbox_message_unclear",
        "inbox_message",
        ["received_at"],
        unique=False,
        postgresql_where=sa.text("state = 'unclear'"),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("offer_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "offer",
                "confirmed",
                "received",
                "filled",
                "expired",
                "changed",
                "cancelled",
                "help",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "claimed",
                "handed_over",
                "delivered",
                "undelivered",
                "uncertain",
                "dead",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useless_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("segments", sa.Integer(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("provider_ref", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'claimed') = (claimed_until is not null)", name=op.f("ck_message_claim_whole")
        ),
        sa.CheckConstraint("segments > 0", name=op.f("ck_message_segments_positive")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_message_member_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_message_offer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_message_dedupe_key")),
        sa.UniqueConstraint("provider_ref", name=op.f("uq_message_provider_ref")),
    )
    op.create_index(
        "ix_message_due",
        "message",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state in ('queued', 'claimed', 'uncertain')"),
    )
    op.create_index(op.f("ix_message_member_id"), "message", ["member_id"], unique=False)
    op.create_index(op.f("ix_message_offer_id"), "message", ["offer_id"], unique=False)
    op.create_index(
        "uq_message_one_in_flight",
        "message",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("state = 'claimed'"),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "delivered",
                "undelivered",
                "failed",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("error_code", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_receipt_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "message_id",
            "status",
            "error_code",
            name=op.f("uq_receipt_message_id_status_error_code"),
        ),
    )
    op.execute(AUDIT_GUARD)


def downgrade() -> None:
    op.drop_table("receipt")
    op.drop_index(
        "uq_message_one_in_flight",
        table_name="message",
        postgresql_where=sa.text("state = 'claimed'"),
    )
    op.drop_index(op.f("ix_message_offer_id"), table_name="message")
    op.drop_index(op.f("ix_message_member_id"), table_name="message")
    op.drop_index(
        "ix_message_due",
        table_name="message",
        postgresql_where=sa.text("state in ('queued', 'claimed', 'uncertain')"),
    )
    op.drop_table("message")
    op.drop_index(
        "ix_inbox_message_unclear",
        table_name="inbox_message",
        postgresql_where=sa.text("state = 'unclear'"),
    )
    op.drop_index(op.f("ix_inbox_message_member_id"), table_name="inbox_message")
    op.drop_table("inbox_message")
    op.drop_table("room_booking")
    op.drop_index(
        "uq_offer_live_number",
        table_name="offer",
        postgresql_where=sa.text("state in ('queued', 'open')"),
    )
    op.drop_index(
        "uq_offer_live_assignment",
        table_name="offer",
        postgresql_where=sa.text("state in ('queued', 'open')"),
    )
    op.drop_index(op.f("ix_offer_member_id"), table_name="offer")
    op.drop_index(
        "ix_offer_expiring",
        table_name="offer",
        postgresql_where=sa.text("state in ('queued', 'open')"),
    )
    op.drop_index(op.f("ix_offer_assignment_id"), table_name="offer")
    op.drop_table("offer")
    op.drop_index(op.f("ix_uncovered_seat_seat_id"), table_name="uncovered_seat")
    op.drop_table("uncovered_seat")
    op.drop_index("uq_assignment_plan_seat", table_name="assignment")
    op.drop_index(
        "uq_assignment_filled_seat",
        table_name="assignment",
        postgresql_where=sa.text("state in ('confirmed', 'served')"),
    )
    op.drop_index(op.f("ix_assignment_seat_id"), table_name="assignment")
    op.drop_index("ix_assignment_period", table_name="assignment", postgresql_using="gist")
    op.drop_index(op.f("ix_assignment_member_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_table("seat")
    op.drop_index(op.f("ix_relay_session_id"), table_name="relay")
    op.drop_table("relay")
    op.drop_index("ix_interpreting_session_window", table_name="interpreting_session")
    op.drop_index(op.f("ix_interpreting_session_continues_id"), table_name="interpreting_session")
    op.drop_table("interpreting_session")
    op.drop_table("work_permit")
    op.drop_index(op.f("ix_vetting_expires_on"), table_name="vetting")
    op.drop_table("vetting")
    op.drop_table("training")
    op.drop_index(op.f("ix_service_request_site_id"), table_name="service_request")
    op.drop_index(
        "ix_service_request_open",
        table_name="service_request",
        postgresql_where=sa.text("state in ('submitted', 'accepted')"),
    )
    op.drop_index("ix_service_request_country_case", table_name="service_request")
    op.drop_index("ix_service_request_authority", table_name="service_request")
    op.drop_table("service_request")
    op.drop_index(
        "uq_role_grant_one_authority",
        table_name="role_grant",
        postgresql_where=sa.text("role = 'officer'"),
    )
    op.drop_index("uq_role_grant_once", table_name="role_grant")
    op.drop_index(op.f("ix_role_grant_authority_id"), table_name="role_grant")
    op.drop_table("role_grant")
    op.drop_index(op.f("ix_recusal_member_id"), table_name="recusal")
    op.drop_table("recusal")
    op.drop_table("rate")
    op.drop_table("member_role")
    op.drop_table("member_procedure")
    op.drop_table("member_modality")
    op.drop_index(op.f("ix_member_language_dialect_code"), table_name="member_language")
    op.drop_table("member_language")
    op.drop_table("availability")
    op.drop_table("authority_site")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("absence")
    op.drop_table("road")
    op.drop_index(op.f("ix_plan_progress_run_id"), table_name="plan_progress")
    op.drop_table("plan_progress")
    op.drop_table("plan")
    op.drop_index(op.f("ix_member_home_site_id"), table_name="member")
    op.drop_table("member")
    op.drop_index(op.f("ix_host_room_site_id"), table_name="host_room")
    op.drop_table("host_room")
    op.drop_table("dialect_substitution")
    op.drop_index("ix_border_wait_override_crossing", table_name="border_wait_override")
    op.drop_table("border_wait_override")
    op.drop_table("border_wait")
    op.drop_table("authority")
    op.drop_table("site")
    op.drop_table("procedure_policy")
    op.drop_table("plan_run")
    op.drop_index(op.f("ix_login_session_user_id"), table_name="login_session")
    op.drop_index(op.f("ix_login_session_expires_at"), table_name="login_session")
    op.drop_table("login_session")
    op.drop_index(op.f("ix_dialect_language_code"), table_name="dialect")
    op.drop_table("dialect")
    op.drop_table("calendar_exception")
    op.drop_table("procedure")
    op.drop_index("ix_login_failure_key_at", table_name="login_failure")
    op.drop_table("login_failure")
    op.drop_table("language")
    op.drop_table("heartbeat")
    op.drop_table("country")
    op.drop_table("app_user")
    op.execute("drop function refuse_audit_change")
    op.execute("drop sequence request_number")
    op.execute("drop sequence member_number")
