"""The tables that melodies are kept in."""

from datetime import datetime
from typing import Any, Final

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import CHAR, DateTime, ForeignKey, Index, LargeBinary, MetaData, String, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MYSQL: Final = "mysql"
ID_LENGTH: Final = 12

# MySQL compares text without regard to case by default, and two
# ids may differ in nothing else.
Id: Final[Any] = String(ID_LENGTH).with_variant(
    mysql.VARCHAR(ID_LENGTH, charset="ascii", collation="ascii_bin"), MYSQL
)
# Text, not JSON: MySQL reorders what it knows to be JSON, and a score is
# promised byte for byte.
LongText: Final[Any] = Text().with_variant(mysql.LONGTEXT(), MYSQL)
LongBlob: Final[Any] = LargeBinary().with_variant(mysql.LONGBLOB(), MYSQL)
Moment: Final[Any] = DateTime().with_variant(mysql.DATETIME(fsp=6), MYSQL)
Digest: Final[Any] = String(64).with_variant(mysql.VARCHAR(64, charset="ascii"), MYSQL)
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
    __table_args__ = (Index(None, "created_at"), Index(None, "parent_id"), TABLE_OPTIONS)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    recipe: Mapped[str] = mapped_column(LongText)
    score: Mapped[str] = mapped_column(LongText)
    created_at: Mapped[datetime] = mapped_column(Moment, doc="in UTC")
    # No foreign key: SQLite can add none to a table that is there.
    parent_id: Mapped[str | None] = mapped_column(Id, doc="the melody that this one was made from")
    change: Mapped[str | None] = mapped_column(LongText, doc="what was changed, as JSON")


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


class ShelfRow(Base):
    """Somebody's shelf; ``id`` is a digest of the secret that opens it."""

    __tablename__ = "shelf"
    __table_args__ = (TABLE_OPTIONS,)

    id: Mapped[str] = mapped_column(Digest, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment, doc="in UTC")


class ShelfMelodyRow(Base):
    """A melody on a shelf, with what it is found by there."""

    __tablename__ = "shelf_melody"
    __table_args__ = (
        Index(None, "melody_id"),
        Index(None, "shelf_id", "put_at"),
        TABLE_OPTIONS,
    )

    shelf_id: Mapped[str] = mapped_column(
        Digest, ForeignKey("shelf.id", ondelete="CASCADE"), primary_key=True
    )
    melody_id: Mapped[str] = mapped_column(
        Id, ForeignKey("melody.id", ondelete="CASCADE"), primary_key=True
    )
    how: Mapped[str] = mapped_column(String(8), doc="kept, made or opened")
    put_at: Mapped[datetime] = mapped_column(Moment, doc="in UTC")
    removed_at: Mapped[datetime | None] = mapped_column(
        Moment, doc="in UTC; it is really gone when that can no longer be taken back"
    )
    name: Mapped[str] = mapped_column(String(255))
    searched: Mapped[str] = mapped_column(String(255), doc="the name as it is looked for")
    key_name: Mapped[str] = mapped_column(String(48), doc="tonic and scale")
    metre: Mapped[str] = mapped_column(String(8))


db = SQLAlchemy(model_class=Base)
