"""Keep the files of melodies, so that any replica can hand them out."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "file",
        sa.Column(
            "melody_id",
            sa.String(12).with_variant(
                mysql.VARCHAR(12, charset="ascii", collation="ascii_bin"), "mysql"
            ),
            nullable=False,
        ),
        sa.Column("extension", sa.String(16), nullable=False),
        sa.Column(
            "content", sa.LargeBinary().with_variant(mysql.LONGBLOB(), "mysql"), nullable=False
        ),
        sa.Column("sha256", sa.CHAR(64), nullable=False),
        sa.PrimaryKeyConstraint("melody_id", "extension", name="pk_file"),
        sa.ForeignKeyConstraint(
            ["melody_id"], ["melody.id"], name="fk_file_melody_id_melody", ondelete="CASCADE"
        ),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("file")
