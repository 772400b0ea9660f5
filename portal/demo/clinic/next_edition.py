"""A draft of the program's next requirements, for the comparison of editions."""

from typing import Any

from courses.requirements.models import RequirementSet
from courses.requirements.services.drafts import change_draft, mark_of, rows_of
from courses.requirements.services.requirement_sets import LIMITS, new_edition

HOUR = 60
MORE_OUTREACH = 5 * HOUR


def draft_next_edition(edition: RequirementSet) -> RequirementSet:
    """Return a draft with more outreach and a shorter time to log a session."""
    draft = new_edition(edition)
    limits = {name: getattr(edition, name) for name in LIMITS} | {"entry_window_days": 10}
    lines = [changed(line) for line in rows_of(draft)]
    return change_draft(draft, limits=limits, requirements=lines, shown=mark_of(draft))


def changed(line: dict[str, Any]) -> dict[str, Any]:
    if line["category"] != "outreach":
        return line
    return line | {"minutes": line["minutes"] + MORE_OUTREACH}
