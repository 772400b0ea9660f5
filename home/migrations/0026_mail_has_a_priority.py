from django.db import migrations, models

NEWSLETTER = 3


def newsletters(apps, schema_editor) -> None:
    mails = apps.get_model("home", "OutgoingMail").objects.filter(is_bulk=True)
    mails.update(priority=NEWSLETTER)


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0025_a_table_for_the_cache'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoingmail',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Account'), (2, 'Notice'), (3, 'Newsletter')], default=2, verbose_name='priority'),
        ),
        migrations.RunPython(newsletters, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name='outgoingmail',
            name='is_bulk',
        ),
        migrations.RemoveIndex(
            model_name='outgoingmail',
            name='mail_that_waits',
        ),
        migrations.AddIndex(
            model_name='outgoingmail',
            index=models.Index(models.F('priority'), models.F('due_at'), models.F('id'), condition=models.Q(('state', 'waiting')), name='mail_by_priority'),
        ),
    ]
