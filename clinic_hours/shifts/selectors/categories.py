"""What the categories of shifts are called."""

from collections.abc import Collection, Mapping

from courses.requirements.models import Requirement


def names_of(categories: Collection[str]) -> Mapping[str, str]:
    """Return {category: its name in the newest requirement set that has it}."""
    if not categories:
        return {}
    rows = Requirement.objects.filter(category__in=categories).order_by("pk")
    return {row.category: row.shown_name for row in rows}
