"""The tables that melodies are kept in."""

from datetime import datetime
from typing import Any, Final

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CHAR, DateTime, ForeignKey, Index, LargeBinary, MetaData, String, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MYSQL: Final = "mysql"
ID_LENGTH: Final = 12

# MySQL compares text without regard to case unless told otherwise, and two
# ids may differ in nothing else.
Id: Final[Any] = String(ID_LENGTH).with_variant(
    mysql.VARCHAR(ID_LENGTH, charset="ascii", collation="ascii_bin"), MYSQL
)
# Text, not JSON: MySQL reorders what it knows to be JSON, and a score is
# promised byte for byte.
LongText: Final[Any] = Text().with_variant(mysql.LONGTEXT(), MYSQL)
LongBlob: Final[Any] = LargeBinary().with_variant(mysql.LONGBLOB(), MYSQL)
Moment: Final[Any] = DateTime().with_variant(mysql.DATETIME(fsp=6), MYSQL)
Edition: Final[Any] = String(32).with_variant(mysql.VARCHAR(32, charset="ascii"), MYSQL)

TABLE_OPTIONS: Final = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class MelodyRow(Base):
    """One melody: what was asked for and what came of it; never changes."""

    __tablename__ = "melody"
    __table_args__ = (Index(None, "created_at"), TABLE_OPTIONS)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    recipe: Mapped[str] = mapped_column(LongText)
    score: Mapped[str] = mapped_column(LongText)
    created_at: Mapped[datetime] = mapped_column(Moment, doc="in UTC")


class FileRow(Base):
    """One file of a melody; may be lost, for it can be rendered again from the score."""

    __tablename__ = "file"
    __table_args__ = (TABLE_OPTIONS,)

    melody_id: Mapped[str] = mapped_column(
        Id, ForeignKey("melody.id", ondelete="CASCADE"), primary_key=True
    )
    extension: Mapped[str] = mapped_column(String(16), primary_key=True)
    edition: Mapped[str] = mapped_column(
        Edition, server_default="", doc="of the LilyPond service, that made it"
    )
    content: Mapped[bytes] = mapped_column(LongBlob)
    sha256: Mapped[str] = mapped_column(CHAR(64))


db = SQLAlchemy(model_class=Base)
