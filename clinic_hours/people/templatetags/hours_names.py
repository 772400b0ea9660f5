"""Students' names as the reader of a page sees them."""

from django import template
from django.template import Context

from clinic_hours.people.models import Enrollment
from clinic_hours.people.views.names import names

register = template.Library()


@register.simple_tag(takes_context=True)
def student_name(context: Context, enrollment: Enrollment) -> str:
    """Return the student's name, or a label if it is hidden from the reader."""
    return names(context["request"]).of(enrollment)


@register.simple_tag(takes_context=True)
def student_number(context: Context, enrollment: Enrollment) -> str:
    """Return the student number, or "" if it is hidden from the reader."""
    return names(context["request"]).number_of(enrollment)


@register.simple_tag(takes_context=True)
def hides_name(context: Context, enrollment: Enrollment) -> bool:
    return names(context["request"]).hides(enrollment)
