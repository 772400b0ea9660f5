"""The next events and who is coming, on the admin's first page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from home.core.forms.times import day_words, span_words, time_words
from home.core.models.actors import Person
from home.core.school_time import at_school
from home.core.views.dashboard import SHOWN, DashboardPanel, Row
from home.events.models import Event

from .registrations import MAY


class EventsPanel(DashboardPanel):
    name = "next-events"
    order = 60
    heading = _("Next events")
    nothing = _("No events are planned.")
    all_label = _("All registrations")

    @classmethod
    def is_for(cls, user: Person) -> bool:
        return user.has_perm(MAY)

    def rows(self) -> Sequence[Row]:
        coming = Event.objects.with_taken().filter(ends_at__gt=timezone.now(), is_called_off=False)
        return [self.row(event) for event in coming.order_by("starts_at", "pk")[: SHOWN + 1]]

    def row(self, event: Event) -> Row:
        registered = f"{self.all_url()}?event={event.pk}"
        return Row(f"{event.name}, {when(event)}", registered, coming_words(event))

    def all_url(self) -> str:
        return reverse("registrations")


def when(event: Event) -> str:
    starts, ends = at_school(event.starts_at), at_school(event.ends_at)
    times = time_words(starts) if event.ends_another_day else span_words(starts, ends)
    return f"{capfirst(day_words(starts.date()))}, {times}"


def coming_words(event: Event) -> str:
    if event.places is None:
        return ngettext(
            "%(count)s person is coming", "%(count)s people are coming", event.taken
        ) % {"count": event.taken}
    said = {"taken": event.taken, "places": event.places}
    return gettext("%(taken)s of %(places)s places taken") % said
