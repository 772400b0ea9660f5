"""WRITE: change and delete drafts of requirement sets as a whole, as their page shows them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F

from courses.requirements.models import RequirementSet

from .requirement_sets import LIMITS, LINE, AlreadyPublished, add_requirements, known


class DraftChanged(ValidationError):
    """Someone else changed the draft after the page was shown."""

    def __init__(self) -> None:
        super().__init__("", code="draft_changed")


def rows_of(edition: RequirementSet) -> list[dict[str, Any]]:
    """Return a set's requirements as `create_edition` takes them."""
    lines = edition.requirements.prefetch_related("gates__after").order_by("sort_order", "pk")
    return [
        {name: getattr(line, name) for name in LINE}
        | {"after": [(gate.after.category, gate.after_minutes) for gate in line.gates.all()]}
        for line in lines
    ]


def mark_of(edition: RequirementSet) -> str:
    """Return a short mark of all that a set says. It differs after any change."""
    said = [{name: getattr(edition, name) for name in LIMITS}, rows_of(edition)]
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def change_draft(
    edition: RequirementSet,
    *,
    limits: Mapping[str, Any],
    requirements: Iterable[Mapping[str, Any]],
    shown: str,
) -> RequirementSet:
    """Replace a draft's limits and requirements. Nothing refers to those of a draft yet.

    Raises AlreadyPublished, DraftChanged if it no longer says what `shown` marks, and ValidationError for
    what a model rejects.
    """
    draft = locked_draft(edition)
    refuse_changed(draft, shown)
    for name, value in known(limits, LIMITS).items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save()
    draft.requirements.all().delete()
    add_requirements(draft, [dict(row) for row in requirements])
    return draft


@transaction.atomic
def delete_draft(edition: RequirementSet) -> None:
    """Delete a draft with its requirements. Raises AlreadyPublished."""
    locked_draft(edition).delete()


def locked_draft(edition: RequirementSet) -> RequirementSet:
    """Return the draft under its lock, which publishing also takes. Raises AlreadyPublished."""
    drafts = RequirementSet.objects.filter(pk=edition.pk, published_at=None)
    if not drafts.update(edition=F("edition")):
        raise AlreadyPublished
    return RequirementSet.objects.get(pk=edition.pk)


def refuse_changed(draft: RequirementSet, shown: str) -> None:
    """Raise DraftChanged unless a draft still says what a page showed."""
    if mark_of(draft) != shown:
        raise DraftChanged
