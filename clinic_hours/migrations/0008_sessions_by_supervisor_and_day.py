from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clinic_hours", "0007_completed_means_met")]

    operations = [
        migrations.AddIndex(
            model_name="clinicsession",
            index=models.Index(
                fields=["supervisor", "local_date"], name="session_by_supervisor_day"
            ),
        ),
    ]
