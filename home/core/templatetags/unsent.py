"""The marker by which a form is recognized after its session has ended."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.core.views.unsent import FIELD, mark_of

register = template.Library()


@register.simple_tag(takes_context=True)
def unsent_form(context: Context, page: str = "") -> SafeString:
    """Print the marker, next to the CSRF token. `page` is the form's page if it posts elsewhere."""
    request = context["request"]
    mark = mark_of(request, page or request.get_full_path())
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark)
