"""The declarative base, its column helpers and naming rules."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    DateTime,
    Enum,
    MetaData,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from app.db.sentences import SentenceColumn
from app.domain.said import Sentence

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

#: A generated surrogate key.
Key = Annotated[int, mapped_column(BigInteger, primary_key=True, sort_order=-1)]
#: When a row came to be, by the database's clock; business times are passed in instead.
CreatedAt = Annotated[datetime, mapped_column(server_default=func.now())]


class Base(DeclarativeBase):
    """What every model derives from; its registry says how Python types become columns."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: DateTime(timezone=True),
            str: Text(),
            Sentence: SentenceColumn(),
            dict[str, Any]: JSONB(),
            list[dict[str, Any]]: JSONB(),
            list[str]: ARRAY(Text()),
        },
    )


def enum_type(values: type[StrEnum], name: str) -> Enum:
    """Text with a CHECK that lists the enum's values; ``name`` names the CHECK."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=40,
    )


def subset_check(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A CHECK that an array column holds only values of the enum."""
    listed = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} <@ ARRAY[{listed}]::text[]", name=f"{column}_known")
