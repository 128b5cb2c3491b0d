"""Keep with a melody which one it was made from, and how."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply; the code before this goes on writing melodies without a parent."""
    ident = sa.String(12).with_variant(
        mysql.VARCHAR(12, charset="ascii", collation="ascii_bin"), "mysql"
    )
    long_text = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")
    op.add_column("melody", sa.Column("parent_id", ident, nullable=True))
    op.add_column("melody", sa.Column("change", long_text, nullable=True))
    op.create_index("ix_melody_parent_id", "melody", ["parent_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_melody_parent_id", "melody")
    op.drop_column("melody", "change")
    op.drop_column("melody", "parent_id")
