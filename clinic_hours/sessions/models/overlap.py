"""The overlap of sessions that the database itself refuses."""

from typing import Any

from django.db import models

from clinic_hours.sessions.domain.states import LIVE
from home.core.fields.constraints import Guard

SENTENCE = "sessions_of_one_student_do_not_overlap"
LIVE_STATES = ", ".join(f"'{state}'" for state in sorted(LIVE))
EXCLUSION = f"""
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE %(table)s ADD CONSTRAINT {SENTENCE}
    EXCLUDE USING gist (student_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)
    WHERE (status IN ({LIVE_STATES}))
"""
OVERLAPS = f"""
    NEW.status IN ({LIVE_STATES}) AND EXISTS (
        SELECT 1 FROM %(table)s other
        WHERE other.student_id = NEW.student_id AND other.id IS NOT NEW.id
          AND other.status IN ({LIVE_STATES})
          AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
    )
"""


class NoOverlap(Guard):
    """No two live sessions of one student overlap. They may be back to back.

    PostgreSQL uses a constraint, SQLite needs triggers.
    """

    sentence = SENTENCE

    def refused(self, model: type[models.Model], vendor: str) -> dict[str, str]:
        return {
            "insert": OVERLAPS,
            "update of student_id, starts_at, ends_at, status": OVERLAPS,
        }

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        return [EXCLUSION] if vendor == "postgresql" else super().statements(model, vendor)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT {SENTENCE}'
