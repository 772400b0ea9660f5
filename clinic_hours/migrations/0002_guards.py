"""What the database itself refuses: overlapping sessions, and any change to what is append-only.

PostgreSQL holds the overlap with an exclusion constraint, SQLite with triggers. Touching intervals
are allowed. SQLite's triggers need `recursive_triggers=ON`, or INSERT OR REPLACE walks around them.
"""

from django.db import migrations

APPEND_ONLY = [
    "clinic_hours_hourentry",
    "clinic_hours_signoff",
    "clinic_hours_sessionevent",
]
LIVE = "('draft', 'submitted', 'returned', 'signed_off')"

POSTGRESQL_OVERLAP = f"""
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE clinic_hours_clinicsession
    ADD CONSTRAINT sessions_of_one_student_do_not_overlap
    EXCLUDE USING gist (student_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)
    WHERE (status IN {LIVE});
"""
POSTGRESQL_APPEND_ONLY_FUNCTION = """
CREATE FUNCTION practicum_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
POSTGRESQL_APPEND_ONLY = """
CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION practicum_append_only();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION practicum_append_only();
"""
SQLITE_OVERLAP = """
CREATE TRIGGER sessions_do_not_overlap_on_{moment} BEFORE {when} ON clinic_hours_clinicsession
WHEN NEW.status IN {live} AND EXISTS (
    SELECT 1 FROM clinic_hours_clinicsession other
    WHERE other.student_id = NEW.student_id AND other.id IS NOT NEW.id
      AND other.status IN {live}
      AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
)
BEGIN SELECT RAISE(ABORT, 'sessions_of_one_student_do_not_overlap'); END
"""
SQLITE_APPEND_ONLY = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""


def statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        each = [POSTGRESQL_APPEND_ONLY.format(table=table) for table in APPEND_ONLY]
        return [POSTGRESQL_OVERLAP, POSTGRESQL_APPEND_ONLY_FUNCTION, *each]
    moments = {"insert": "INSERT", "update": "UPDATE OF student_id, starts_at, ends_at, status"}
    return [
        *(SQLITE_OVERLAP.format(moment=m, when=w, live=LIVE) for m, w in moments.items()),
        *(
            SQLITE_APPEND_ONLY.format(table=table, verb=verb)
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ),
    ]


def raise_guards(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def begin_the_ledger(apps, schema_editor):
    apps.get_model("clinic_hours", "LedgerHead").objects.create(pk=1, size=0)


class Migration(migrations.Migration):
    dependencies = [("clinic_hours", "0001_initial")]

    operations = [
        migrations.RunPython(begin_the_ledger),
        migrations.RunPython(raise_guards),
    ]
