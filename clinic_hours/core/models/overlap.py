"""Overlaps in time that the database itself refuses."""

from typing import Any

from django.db import models

from home.core.fields.constraints import Guard


class NoOverlap(Guard):
    """No two live rows of one `owner` overlap in time. They may be back to back.

    PostgreSQL uses a constraint, SQLite needs triggers. `live` is the SQL condition of the rows that count,
    with `{row}` before each column.
    """

    owner: str
    live: str
    starts, ends = "starts_at", "ends_at"

    def refused(self, model: type[models.Model], vendor: str) -> dict[str, str]:
        overlaps = f"""
            {self.live.format(row="NEW.")} AND EXISTS (
                SELECT 1 FROM %(table)s other
                WHERE other.{self.owner} = NEW.{self.owner} AND other.id IS NOT NEW.id
                  AND {self.live.format(row="other.")}
                  AND other.{self.starts} < NEW.{self.ends} AND other.{self.ends} > NEW.{self.starts}
            )
        """
        return {"insert": overlaps, "update": overlaps}

    def statements(self, model: type[models.Model], vendor: str) -> list[str]:
        if vendor != "postgresql":
            return super().statements(model, vendor)
        return [
            f"""
            CREATE EXTENSION IF NOT EXISTS btree_gist;
            ALTER TABLE %(table)s ADD CONSTRAINT {self.sentence} EXCLUDE USING gist
                ({self.owner} WITH =, tstzrange({self.starts}, {self.ends}, '[)') WITH &&)
                WHERE ({self.live.format(row="")})
            """
        ]

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT {self.sentence}'
