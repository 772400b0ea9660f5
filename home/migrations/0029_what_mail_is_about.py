import django.db.models.deletion
import home.models.mail
from django.db import migrations, models


def note_what_they_are_about(apps, schema_editor) -> None:
    mails = apps.get_model('home', 'OutgoingMail').objects
    for kind in ('Enquiry', 'Registration', 'Subscriber'):
        table = apps.get_model('home', f'{kind}Mail')
        column = f'{kind.lower()}_id'
        known = mails.exclude(**{column: None}).values_list('pk', column)
        table.objects.bulk_create([table(mail_id=pk, about_id=about) for pk, about in known])


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0028_periodic_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='EnquiryMail',
            fields=[
                ('mail', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='home.outgoingmail', verbose_name='mail')),
                ('about', models.ForeignKey(on_delete=home.models.mail.with_its_mail, related_name='mails', to='home.enquiry', verbose_name='enquiry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegistrationMail',
            fields=[
                ('mail', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='home.outgoingmail', verbose_name='mail')),
                ('about', models.ForeignKey(on_delete=home.models.mail.with_its_mail, related_name='mails', to='home.registration', verbose_name='registration')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SubscriberMail',
            fields=[
                ('mail', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='home.outgoingmail', verbose_name='mail')),
                ('about', models.ForeignKey(on_delete=home.models.mail.with_its_mail, related_name='mails', to='home.subscriber', verbose_name='subscriber')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(note_what_they_are_about, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name='outgoingmail',
            name='enquiry',
        ),
        migrations.RemoveField(
            model_name='outgoingmail',
            name='registration',
        ),
        migrations.RemoveField(
            model_name='outgoingmail',
            name='subscriber',
        ),
    ]
