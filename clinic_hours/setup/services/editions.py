"""WRITE: editions of clinic requirements, by the coordinator. The log gets what is published."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.services.accounts import refuse_outsiders
from courses.curriculum.models import Program
from courses.requirements.models import RequirementSet
from courses.requirements.services import drafts, requirement_sets
from home.core.models.actors import Person


@recorded
def begin_edition(*, actor: Person, program: Program) -> RequirementSet:
    """Return the program's draft, an empty one if it has none yet."""
    refuse_outsiders(actor)
    return draft_of(program) or requirement_sets.create_edition(program)


@recorded
def copy_edition(*, actor: Person, edition: RequirementSet) -> RequirementSet:
    """Return the program's draft, a copy of this edition with its limits and gates if it has none yet."""
    refuse_outsiders(actor)
    return draft_of(edition.program) or requirement_sets.new_edition(edition)


def draft_of(program: Program) -> RequirementSet | None:
    """Return the program's draft, under the program's lock: two clicks begin one."""
    requirement_sets.next_edition_number(program)
    drafts_of_program = RequirementSet.objects.filter(program=program, published_at=None)
    return drafts_of_program.order_by("-edition").first()


@recorded
def change_draft(
    *,
    actor: Person,
    edition: RequirementSet,
    limits: Mapping[str, Any],
    requirements: Iterable[Mapping[str, Any]],
    shown: str,
) -> RequirementSet:
    """Replace what a draft says. Raises as `drafts.change_draft` does."""
    refuse_outsiders(actor)
    return drafts.change_draft(edition, limits=limits, requirements=requirements, shown=shown)


@recorded
def publish_edition(
    *, actor: Person, edition: RequirementSet, shown: str, now: datetime
) -> RequirementSet:
    """Publish a draft as its page showed it, and append it to the log.

    Raises AlreadyPublished, DraftChanged, and ValidationError for a draft that is not complete.
    """
    refuse_outsiders(actor)
    drafts.refuse_changed(drafts.locked_draft(edition), shown)
    return requirement_sets.publish(edition, now=now)


@recorded
def delete_draft(*, actor: Person, edition: RequirementSet) -> None:
    """Delete a draft. Raises AlreadyPublished."""
    refuse_outsiders(actor)
    drafts.delete_draft(edition)
