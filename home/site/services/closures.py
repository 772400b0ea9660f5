"""WRITE: the days on which the school is closed, in its settings, one closure at a time."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction

from home.site.models import SiteSettings


@transaction.atomic
def save_closure(values: Mapping[str, Any], key: str = "") -> None:
    """Add a closure, or change the one with this key. `values` are those of a valid ClosureBlock.

    Raises LookupError if the closure was removed meanwhile.
    """
    school = locked_settings()
    kept = rows(school)
    if key and key not in {row["id"] for row in kept}:
        raise LookupError(key)
    fresh = {"type": "closure", "value": as_stored(values), "id": key or str(uuid4())}
    others = [row for row in kept if row["id"] != fresh["id"]]
    write(school, sorted([*others, fresh], key=lambda row: row["value"]["first_day"]))


@transaction.atomic
def remove_closure(key: str) -> None:
    """Remove a closure. Removing it twice changes nothing."""
    school = locked_settings()
    write(school, [row for row in rows(school) if row["id"] != key])


def locked_settings() -> SiteSettings:
    """Return the default site's settings under a lock, so that two changes do not overwrite each other."""
    return SiteSettings.objects.select_for_update().get(site__is_default_site=True)


def rows(school: SiteSettings) -> list[dict[str, Any]]:
    return list(school.closures.get_prep_value())


def as_stored(values: Mapping[str, Any]) -> dict[str, str]:
    days = {name: values[name].isoformat() for name in ("first_day", "last_day")}
    return {"name": values["name"], **days}


def write(school: SiteSettings, closures: list[dict[str, Any]]) -> None:
    school.closures = closures
    school.save(update_fields=["closures"])
