"""Load licensing standards from the file in `courses/data`. A board's rule is data, never code."""

import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from courses.standards.domain.clock_hours import MINUTES_PER_HOUR
from courses.standards.models import LicensingStandard, StandardSubject, SubjectArea

FILE = Path(__file__).parent.parent / "data" / "standards.toml"
LENGTHS = (
    *("hours", "maximum_hours", "clinical_hours", "daily_cap_hours", "weekly_cap_hours"),
    "transfer_maximum_hours",
)


@transaction.atomic
def load_standards() -> dict[str, LicensingStandard]:
    """Return every standard in the file by its slug, creating the missing ones.

    Existing rows stay as they are, since the school may have corrected them.
    """
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    areas = load_subject_areas(data["areas"], data["areas_es"], clinical=data["clinical_areas"])
    return {row["slug"]: _standard(row, areas, data["last_checked"]) for row in data["standards"]}


def load_subject_areas(
    names: dict[str, str], spanish: dict[str, str], clinical: Collection[str] = ()
) -> dict[str, SubjectArea]:
    """Return the subject areas with these slugs, creating the missing ones with both names."""
    return {
        slug: SubjectArea.objects.get_or_create(
            slug=slug,
            defaults={"name": name, "name_es": spanish[slug], "is_clinical": slug in clinical},
        )[0]
        for slug, name in names.items()
    }


def in_minutes(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with each length in hours converted to its minutes field."""
    return {
        key.replace("hours", "minutes") if key in LENGTHS else key: (
            value * MINUTES_PER_HOUR if key in LENGTHS else value
        )
        for key, value in row.items()
    }


def _standard(
    row: dict[str, Any], areas: dict[str, SubjectArea], checked: date
) -> LicensingStandard:
    subjects = row.pop("subjects", [])
    for words in ("remarks", "remarks_es"):
        row[words] = row[words].strip()
    standard, made = LicensingStandard.objects.get_or_create(
        slug=row["slug"], defaults={"last_checked": checked, **in_minutes(row)}
    )
    if made:
        StandardSubject.objects.bulk_create(
            StandardSubject(
                standard=standard,
                subject_area=areas[subject["area"]],
                minutes=subject["hours"] * MINUTES_PER_HOUR,
                remarks=subject.get("remarks", ""),
                remarks_es=subject.get("remarks_es", ""),
                sort_order=order,
            )
            for order, subject in enumerate(subjects)
        )
    return standard
