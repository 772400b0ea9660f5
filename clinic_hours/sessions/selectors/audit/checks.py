"""What the wings above add to an audit: more tables to read, and their own checks."""

from collections.abc import Callable, Iterator

from django.db.models import Model

from clinic_hours.ledger.selectors.audit.report import Damage

Check = Callable[[], Iterator[Damage]]
TABLES: list[type[Model]] = []
CHECKS: list[Check] = []


def audit_also(*tables: type[Model], check: Check) -> None:
    """Add a check and the tables it reads. Called while Django starts."""
    TABLES.extend(tables)
    CHECKS.append(check)


def further_damage() -> Iterator[Damage]:
    for check in CHECKS:
        yield from check()
