"""What the pool says of a text or a run is kept so that it can be translated."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (("inbox_message", "remark"), ("plan_run", "error"))


def upgrade() -> None:
    for table, column in COLUMNS:
        verbatim = f"""
            case when {column} <> '' then jsonb_build_object(
                'text', {column}, 'template', '{{text}}',
                'values', jsonb_build_object('text', {column})
            ) end
        """
        op.execute(
            f"alter table {table} alter column {column} drop not null, "
            f"alter column {column} type jsonb using {verbatim}"
        )


def downgrade() -> None:
    for table, column in COLUMNS:
        op.execute(
            f"alter table {table} alter column {column} type text "
            f"using coalesce({column} ->> 'text', ''), "
            f"alter column {column} set not null"
        )
