"""Keep with a file which edition of the LilyPond service made it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply; the code before this goes on writing rows without an edition."""
    text = sa.String(32).with_variant(mysql.VARCHAR(32, charset="ascii"), "mysql")
    op.add_column("file", sa.Column("edition", text, nullable=False, server_default=""))


def downgrade() -> None:
    """Take back."""
    op.drop_column("file", "edition")
