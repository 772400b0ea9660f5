"""Every entry is signed from here on, and what is append-only is guarded: the new tables as well."""

import django.db.models.deletion
from django.db import migrations, models

APPEND_ONLY = [
    "clinic_hours_hourentry",
    "clinic_hours_signoff",
    "clinic_hours_sessionevent",
    "clinic_hours_signingkey",
    "clinic_hours_treenode",
    "clinic_hours_checkpoint",
    "clinic_hours_transcript",
    "clinic_hours_revocation",
    "clinic_hours_disclosure",
]
POSTGRESQL = [
    "DROP TRIGGER IF EXISTS {table}_is_append_only ON {table}",
    "DROP TRIGGER IF EXISTS {table}_is_never_emptied ON {table}",
    "CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION practicum_append_only()",
    "CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION practicum_append_only()",
]
SQLITE = [
    "DROP TRIGGER IF EXISTS {table}_refuses_UPDATE",
    "DROP TRIGGER IF EXISTS {table}_refuses_DELETE",
    "CREATE TRIGGER {table}_refuses_UPDATE BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_refuses_DELETE BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
]


def raise_guards(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for table in APPEND_ONLY:
        for statement in statements:
            schema_editor.execute(statement.format(table=table), params=None)


class Migration(migrations.Migration):
    dependencies = [("clinic_hours", "0004_sign_what_stands")]

    operations = [
        migrations.AlterField(
            model_name="hourentry",
            name="signature",
            field=models.BinaryField(max_length=64),
        ),
        migrations.AlterField(
            model_name="hourentry",
            name="signing_key",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="clinic_hours.signingkey",
                verbose_name="signing key",
            ),
        ),
        migrations.RunPython(raise_guards),
    ]
