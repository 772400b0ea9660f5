"""Who sees which notices: people their own, and nobody anyone else's."""

from django.db.models import QuerySet

from clinic_hours.notices.models import Notice
from home.core.models.actors import Actor


def notices_visible_to(user: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(person=user.pk) if user.is_active else Notice.objects.none()
