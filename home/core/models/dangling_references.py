"""Drafts that point at a record that was deleted after they were saved."""

from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from .bases import PagePart


class OutlivesItsRecords(PagePart):
    """A page whose drafts still open without the record; the form then asks for another.

    A record that a published page points at cannot be deleted, but a draft's reference is no database row.
    """

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        found = data | {name: None for name in lost_records(cls, data)}
        return super().from_serializable_data(found, check_fks, strict_fks)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a preview if possible; otherwise say what must be chosen first."""
        try:
            return super().serve_preview(request, mode_name).render()
        except ObjectDoesNotExist:
            records = record_fields(type(self))
            missing = [
                str(field.verbose_name) for field in records if getattr(self, field.attname) is None
            ]
            if not missing:
                raise
            sentence = gettext("There is nothing to show yet. First choose: %(records)s.") % {
                "records": ", ".join(missing)
            }
            return HttpResponse(sentence, content_type="text/plain; charset=utf-8")


def record_fields(kind: type[models.Model]) -> list[models.ForeignKey]:
    """Return the foreign keys that protect their record from deletion, such as a page's event."""
    return [
        field
        for field in kind._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.PROTECT
    ]


def lost_records(kind: type[models.Model], data: dict[str, Any]) -> list[str]:
    """Return the fields whose record no longer exists."""
    return [
        field.name
        for field in record_fields(kind)
        if data.get(field.name) is not None
        and not field.remote_field.model._default_manager.filter(pk=data[field.name]).exists()
    ]
