"""Keep melodies: what was asked for and the score that came of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    long_text = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")
    op.create_table(
        "melody",
        sa.Column(
            "id",
            sa.String(12).with_variant(
                mysql.VARCHAR(12, charset="ascii", collation="ascii_bin"), "mysql"
            ),
            nullable=False,
        ),
        sa.Column("recipe", long_text, nullable=False),
        sa.Column("score", long_text, nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_melody"),
        sa.Index("ix_melody_created_at", "created_at"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("melody")
