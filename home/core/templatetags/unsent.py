"""The mark by which a form is found again after its session has ended."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.core.views.unsent import FIELD, mark_of

register = template.Library()


@register.simple_tag(takes_context=True)
def unsent_form(context: Context, page: str = "") -> SafeString:
    """Print the mark, beside the CSRF token. `page` shows the form, if it is not the form's own address."""
    request = context["request"]
    mark = mark_of(request, page or request.get_full_path())
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark)
