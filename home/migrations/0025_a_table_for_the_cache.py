"""A table in which rates are counted while the cache server is away: see portal/settings/caches.py."""

from django.core.management import call_command
from django.db import migrations

TABLE = "cache_meanwhile"


def make_table(_apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("home", "0024_mail_that_is_too_late")]

    operations = [
        migrations.RunPython(
            make_table, lambda _apps, editor: editor.execute(f'DROP TABLE "{TABLE}"')
        )
    ]
