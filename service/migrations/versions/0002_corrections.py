"""What people said about fields."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table; it names a review and does not depend on it, since a backfill replaces reviews."""
    op.create_table(
        "corrections",
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("id", UUID(as_uuid=True), nullable=False, unique=True),
        sa.Column("subject", UUID(as_uuid=True), nullable=False),
        sa.Column("review_id", UUID(as_uuid=True), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("machine", JSONB),
        sa.Column("value", JSONB),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("passage", sa.Text, nullable=False),
        sa.Column("passage_start", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(value IS NULL) = (action = 'rejected')", name="corrections_value"),
    )
    op.create_index("corrections_document", "corrections", ["sha256", "number"])
    op.create_index("corrections_subject", "corrections", ["subject", "number"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("corrections")
