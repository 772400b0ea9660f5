"""Sessions can be taken back and discarded. Notes of those that were given up before are erased."""

from django.db import migrations, models


def erase_notes(apps, schema_editor) -> None:
    sessions = apps.get_model("clinic_hours", "ClinicSession").objects
    sessions.filter(status="withdrawn").update(note="", findings=[])


class Migration(migrations.Migration):
    dependencies = [("clinic_hours", "0005_guards")]

    operations = [
        migrations.AlterField(
            model_name="clinicsession",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Waiting for sign-off"),
                    ("returned", "Returned to you"),
                    ("signed_off", "Signed off"),
                    ("voided", "Voided"),
                    ("withdrawn", "Discarded"),
                ],
                default="draft",
                max_length=20,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="sessionevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("logged", "Logged"),
                    ("edited", "Corrected"),
                    ("submitted", "Submitted"),
                    ("taken_back", "Taken back"),
                    ("discarded", "Discarded"),
                    ("withdrawn", "Withdrawn"),
                    ("returned", "Returned"),
                    ("signed_off", "Signed off"),
                    ("voided", "Voided"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.RunPython(erase_notes, migrations.RunPython.noop),
    ]
