from django.db import migrations

# As SQLite's index does: whoever types on a phone writes "clinica" for "clínica".
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH CONFIGURATION practicum (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION practicum ALTER MAPPING FOR hword, hword_part, word"
    " WITH unaccent, english_stem",
)


def make_configuration(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def drop_configuration(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION practicum")


class Migration(migrations.Migration):
    dependencies = [("home", "0021_approval_in_spanish")]

    operations = [migrations.RunPython(make_configuration, drop_configuration)]
