"""The desks that a signed-in person can open, and the admin."""

from django import template
from django.template import Context

from clinic_hours.desk.selectors.desks import Desks
from clinic_hours.desk.views.access import desks

register = template.Library()


@register.simple_tag(takes_context=True)
def places(context: Context) -> Desks:
    """Return the desks of the request's user; none without a request or a user."""
    request = context.get("request")
    return desks(request) if request and hasattr(request, "user") else Desks()
