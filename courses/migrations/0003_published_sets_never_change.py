"""The database itself refuses to change a published requirement set, its requirements or gates.

A later migration that rebuilds one of these tables on SQLite drops its triggers: raise them again
there, with `raise_guards` of this one.
"""

from django.db import migrations

SENTENCE = "a_published_requirement_set_never_changes"
SETS = "courses_requirementset"
LINES = "courses_requirement"
GATES = "courses_requirementgate"

# The set that a row belongs to, by table, for the row before or after the change.
SET_OF = {
    LINES: "{row}.requirement_set_id",
    GATES: f"(SELECT requirement_set_id FROM {LINES} WHERE id = {{row}}.requirement_id)",
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

SQLITE_SET = """
CREATE TRIGGER {table}_{verb}_spares_the_published BEFORE {verb} ON {table}
WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
SQLITE_CHILD = """
CREATE TRIGGER {table}_{verb}_spares_the_published BEFORE {verb} ON {table}
WHEN EXISTS (SELECT 1 FROM {sets} WHERE published_at IS NOT NULL AND id IN ({ids}))
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""

# FOR SHARE makes whoever adds a requirement wait for whoever publishes, and the other way round.
POSTGRESQL_SET = """
CREATE FUNCTION {table}_spares_the_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_spares_the_published BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_spares_the_published();
"""
POSTGRESQL_CHILD = """
CREATE FUNCTION {table}_spares_the_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fixed boolean := false;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT published_at IS NOT NULL INTO fixed FROM {sets} WHERE id = {old} FOR SHARE;
    END IF;
    IF TG_OP <> 'DELETE' AND fixed IS NOT TRUE THEN
        SELECT published_at IS NOT NULL INTO fixed FROM {sets} WHERE id = {new} FOR SHARE;
    END IF;
    IF fixed THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_spares_the_published BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_spares_the_published();
"""
POSTGRESQL_EMPTY = """
CREATE FUNCTION courses_is_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION courses_is_never_emptied();
"""


def sqlite_statements() -> list[str]:
    on_sets = [
        SQLITE_SET.format(table=SETS, verb=verb, sentence=SENTENCE) for verb in ("UPDATE", "DELETE")
    ]
    on_children = [
        SQLITE_CHILD.format(
            table=table,
            verb=verb,
            sets=SETS,
            sentence=SENTENCE,
            ids=", ".join(owner.format(row=row) for row in rows),
        )
        for table, owner in SET_OF.items()
        for verb, rows in ROWS.items()
    ]
    return on_sets + on_children


def postgresql_statements() -> list[str]:
    on_children = [
        POSTGRESQL_CHILD.format(
            table=table,
            sets=SETS,
            sentence=SENTENCE,
            old=owner.format(row="OLD"),
            new=owner.format(row="NEW"),
        )
        for table, owner in SET_OF.items()
    ]
    on_sets = POSTGRESQL_SET.format(table=SETS, sentence=SENTENCE)
    never_emptied = [POSTGRESQL_TRUNCATE.format(table=table) for table in (SETS, LINES, GATES)]
    return [on_sets, *on_children, POSTGRESQL_EMPTY.format(sentence=SENTENCE), *never_emptied]


def raise_guards(apps, schema_editor):
    by_vendor = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    for statement in by_vendor[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_hours_and_remarks")]

    operations = [migrations.RunPython(raise_guards)]
