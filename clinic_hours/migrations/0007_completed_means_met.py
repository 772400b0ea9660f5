"""Make completed enrollments active again where hours were taken back after they had been completed."""

from django.db import migrations


def is_met(requirement, balances) -> bool:
    minutes, clients = balances.get(requirement.pk, (0, 0))
    if requirement.maximum_minutes is not None:
        minutes = min(minutes, requirement.maximum_minutes)
    return minutes >= requirement.minutes and clients >= requirement.minimum_clients


def reopen(apps, schema_editor) -> None:
    enrollments = apps.get_model("clinic_hours", "Enrollment").objects
    requirements = apps.get_model("courses", "Requirement").objects
    balances = apps.get_model("clinic_hours", "Balance").objects
    for enrollment in enrollments.filter(status="completed"):
        rows = balances.filter(enrollment=enrollment)
        earned = {row.requirement_id: (row.minutes, row.clients) for row in rows}
        asked = requirements.filter(requirement_set=enrollment.requirement_set_id)
        if not all(is_met(each, earned) for each in asked):
            enrollments.filter(pk=enrollment.pk).update(status="active", ended_on=None)


class Migration(migrations.Migration):
    dependencies = [
        ("clinic_hours", "0006_take_back_and_discard"),
        ("courses", "0014_remarks_in_spanish"),
    ]

    operations = [migrations.RunPython(reopen, migrations.RunPython.noop)]
