"""READ: what an auditor may read, as a page shows it."""

from clinic_hours.people.models import OfficeRole


def mark_of(role: OfficeRole) -> str:
    """Return a text that changes with what the auditor may read and until when."""
    opened = (role.programs, role.cohorts)
    keys = [",".join(map(str, sorted(each.values_list("pk", flat=True)))) for each in opened]
    return ";".join([str(role.is_limited), *keys, str(role.until), str(role.ended_at)])
