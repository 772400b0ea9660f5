"""The history of a shift in sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic_hours.core.forms.times import moment_words
from clinic_hours.shifts.models import Shift, ShiftEvent
from home.core.models.actors import Person

Kind = ShiftEvent.Kind
NameOf = Callable[[Person | None], str]

# What people do about themselves, what the rules do, and what others do.
BY_THEMSELVES: Mapping[str, Any] = {
    Kind.BOOKED: gettext_lazy("%(about)s booked a place."),
    Kind.WAITING: gettext_lazy("%(about)s joined the waiting list."),
    Kind.RELEASED: gettext_lazy("%(about)s declined the place."),
    Kind.LEFT: gettext_lazy("%(about)s canceled."),
    Kind.ASSIGNED: gettext_lazy("%(about)s took the shift."),
    Kind.WITHDREW: gettext_lazy("%(about)s withdrew from the shift."),
    Kind.COVER_ASKED: gettext_lazy("%(about)s asked for cover."),
    Kind.COVERED: gettext_lazy("%(about)s handed over the place."),
}
BY_RULE: Mapping[str, Any] = {
    Kind.BOOKED: gettext_lazy("%(about)s got a place from the waiting list."),
    Kind.OFFERED: gettext_lazy("A place was offered to %(about)s."),
    Kind.RELEASED: gettext_lazy("The offer to %(about)s ran out."),
}
BY_OTHERS: Mapping[str, Any] = {
    Kind.BOOKED: gettext_lazy("%(actor)s gave %(about)s a place."),
    Kind.REMOVED: gettext_lazy("%(actor)s took %(about)s off the shift."),
    Kind.ASSIGNED: gettext_lazy("%(actor)s put %(about)s on the shift."),
    Kind.WITHDREW: gettext_lazy("%(actor)s took %(about)s off the shift."),
    Kind.CHANGED: gettext_lazy("%(actor)s changed the shift."),
    Kind.CANCELLED: gettext_lazy("%(actor)s canceled the shift."),
    Kind.COVER_ASKED: gettext_lazy("%(actor)s asked instructors to take the shift."),
}
LOOKS: Mapping[str, tuple[str, str]] = {
    Kind.CHANGED: ("pencil", ""),
    Kind.CANCELLED: ("ban", "danger"),
    Kind.BOOKED: ("check", "success"),
    Kind.WAITING: ("hourglass", ""),
    Kind.OFFERED: ("bell", "info"),
    Kind.RELEASED: ("undo-2", ""),
    Kind.LEFT: ("undo-2", ""),
    Kind.REMOVED: ("circle-x", ""),
    Kind.ASSIGNED: ("circle-user", ""),
    Kind.WITHDREW: ("undo-2", "danger"),
    Kind.COVER_ASKED: ("hourglass", ""),
    Kind.COVERED: ("repeat", ""),
}


def event_words(event: ShiftEvent, shift: Shift, name_of: NameOf) -> dict[str, Any]:
    """Return an event as the timeline shows it."""
    icon, tone = LOOKS.get(event.kind, ("circle-dashed", ""))
    return {
        "title": sentence_of_event(event, name_of),
        "icon": icon,
        "tone": tone,
        "at": event.happened_at,
        "when": moment_words(event.happened_at, shift.zone),
        "quote": event.reason,
        "details": changes_words(event),
    }


def sentence_of_event(event: ShiftEvent, name_of: NameOf) -> str:
    sentences = BY_OTHERS
    if event.actor_id is None:
        sentences = BY_RULE
    elif event.actor_id == event.about_id:
        sentences = BY_THEMSELVES
    said = {"actor": name_of(event.actor), "about": name_of(event.about)}
    other = f"{event.get_kind_display()}: {said['about'] or said['actor']}"
    return sentences[event.kind] % said if event.kind in sentences else other


def changes_words(event: ShiftEvent) -> str:
    """Return which fields were changed."""
    labels = {field.name: field.verbose_name for field in Shift._meta.concrete_fields}
    names = [str(labels[name]) for name in event.changes if name in labels]
    return _("Changed: %(fields)s.") % {"fields": get_text_list(names, _("and"))} if names else ""
