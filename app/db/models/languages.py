"""Languages, their dialects, and how well one dialect's interpreter serves another's speaker."""

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base


class Language(Base):
    """A language as people name it: Arabic, Farsi and Dari are one group here, not one language."""

    __tablename__ = "language"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]

    dialects: Mapped[list["Dialect"]] = relationship(back_populates="language", lazy="raise")


class Dialect(Base):
    """A variety that an interpreter has and a speaker needs; coded by ISO 639-3."""

    __tablename__ = "dialect"
    __table_args__ = (CheckConstraint("code ~ '^[a-z]{3}$'", name="code_iso"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    language_code: Mapped[str] = mapped_column(ForeignKey("language.code"), index=True)
    name: Mapped[str]
    #: Countries or regions by which people name it: the follow-up question of the request form.
    spoken_in: Mapped[str] = mapped_column(default="")
    bcp47: Mapped[str]
    is_applicant_language: Mapped[bool]
    is_target: Mapped[bool]

    language: Mapped[Language] = relationship(back_populates="dialects", lazy="raise")


class DialectSubstitution(Base):
    """Directional: an interpreter of one dialect serving a speaker of another, 0 to 1."""

    __tablename__ = "dialect_substitution"
    __table_args__ = (
        CheckConstraint("applicant_dialect <> interpreter_dialect", name="two_dialects"),
        CheckConstraint(
            "score_mediation between 0 and 1 and score_interview between 0 and 1",
            name="scores_range",
        ),
    )

    applicant_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"), primary_key=True)
    interpreter_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"), primary_key=True)
    score_mediation: Mapped[float] = mapped_column(Numeric(3, 2, asdecimal=False))
    score_interview: Mapped[float] = mapped_column(Numeric(3, 2, asdecimal=False))
