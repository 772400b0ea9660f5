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
    """Begin an empty draft, for a program without any edition."""
    refuse_outsiders(actor)
    return requirement_sets.create_edition(program)


@recorded
def copy_edition(*, actor: Person, edition: RequirementSet) -> RequirementSet:
    """Begin a draft with the limits, requirements and gates of an edition."""
    refuse_outsiders(actor)
    return requirement_sets.new_edition(edition)


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
