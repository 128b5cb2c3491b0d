"""Shelves: which melodies a visitor has kept, made or opened."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0005"
down_revision = "0004"

DIGEST = sa.String(64).with_variant(mysql.VARCHAR(64, charset="ascii"), "mysql")
MELODY = sa.String(12).with_variant(
    mysql.VARCHAR(12, charset="ascii", collation="ascii_bin"), "mysql"
)
OF_A_MELODY = "fk_shelf_melody_melody_id_melody"
OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4"}
MOMENT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")


def upgrade() -> None:
    """Apply; the code before this knows no shelves, and leaves them alone."""
    op.create_table(
        "shelf",
        sa.Column("id", DIGEST, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shelf"),
        **OPTIONS,
    )
    op.create_table(
        "shelf_melody",
        sa.Column("shelf_id", DIGEST, nullable=False),
        sa.Column("melody_id", MELODY, nullable=False),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("put_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("searched", sa.String(255), nullable=False),
        sa.Column("key_name", sa.String(48), nullable=False),
        sa.Column("metre", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("shelf_id", "melody_id", name="pk_shelf_melody"),
        sa.ForeignKeyConstraint(
            ["shelf_id"], ["shelf.id"], name="fk_shelf_melody_shelf_id_shelf", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["melody_id"], ["melody.id"], name=OF_A_MELODY, ondelete="CASCADE"),
        **OPTIONS,
    )
    op.create_index("ix_shelf_melody_melody_id", "shelf_melody", ["melody_id"])
    op.create_index("ix_shelf_melody_shelf_id", "shelf_melody", ["shelf_id", "put_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("shelf_melody")
    op.drop_table("shelf")
