"""WRITE: closures, by the coordinator. They stay in the school's settings, where calculators read them."""

from collections.abc import Mapping
from typing import Any

from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.services.accounts import refuse_outsiders
from home.core.models.actors import Person
from home.site.services import closures


@recorded
def save_closure(*, actor: Person, values: Mapping[str, Any], key: str = "") -> None:
    """Add a closure, or change the one with this key. Raises LookupError if that was removed meanwhile."""
    refuse_outsiders(actor)
    closures.save_closure(values, key)


@recorded
def remove_closure(*, actor: Person, key: str) -> None:
    refuse_outsiders(actor)
    closures.remove_closure(key)
