"""Documents about people that expire soon or have expired."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from clinic_hours.people.models import Document
from clinic_hours.people.selectors.limits import limits


def expiring_documents(today: date) -> QuerySet[Document]:
    """Return those that nothing of the same kind replaces, the first to expire first.

    Licenses are not among them: what counts is the license on record, not its scan.
    """
    newer = Document.objects.filter(
        person=OuterRef("person"), kind=OuterRef("kind"), expires_on__gt=OuterRef("expires_on")
    )
    return (
        Document.objects.filter(
            ~Exists(newer),
            expires_on__lte=today + timedelta(days=limits().expires_first_days),
            person__is_active=True,
        )
        .exclude(kind=Document.Kind.LICENSE)
        .select_related("person")
        .order_by("expires_on", "pk")
    )
