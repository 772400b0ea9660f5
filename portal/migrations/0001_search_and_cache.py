"""What settings name and no model makes: how PostgreSQL reads words, and a table for the cache."""

from django.core.management import call_command
from django.db import migrations

from portal.settings.caches import MEANWHILE

# As SQLite's index does: whoever types on a phone writes "clinica" for "clínica".
WORDS_WITHOUT_ACCENTS = """
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION practicum (COPY = english);
ALTER TEXT SEARCH CONFIGURATION practicum
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""


def make_search_configuration(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WORDS_WITHOUT_ACCENTS, params=None)


def make_cache_table(_apps, schema_editor):
    alias = schema_editor.connection.alias
    call_command("createcachetable", MEANWHILE["LOCATION"], database=alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(make_search_configuration),
        migrations.RunPython(make_cache_table),
    ]
