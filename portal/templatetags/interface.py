"""Template tags of the design system: icons, hours and the drawings that need a little geometry."""

import functools
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.forms import BoundField
from django.forms.widgets import ChoiceWidget
from django.template.loader import get_template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

MINUTES_PER_HOUR = 60
NOTHING = "\N{EN DASH}"


@functools.cache
def _drawing(name: str) -> SafeString:
    """Return the SVG of an icon; it never changes while the server runs."""
    return get_template(f"icons/{name}.svg").render()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw `icons/<name>.svg`. Without a label it is decoration that a screen reader skips.

    An unknown name raises TemplateDoesNotExist.
    """
    if label:
        return format_html(
            '<span class="icon-label" role="img" aria-label="{}">{}</span>', label, _drawing(name)
        )
    return _drawing(name)


def _in_hours(minutes: int) -> Decimal:
    exact = Decimal(minutes) / MINUTES_PER_HOUR
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@register.filter
def hours(minutes: int | None) -> str:
    """Write minutes as hours with two decimals, the way the reader's language does: 210 → 3.50."""
    if minutes is None:
        return NOTHING
    return number_format(_in_hours(minutes), decimal_pos=2, force_grouping=True)


@register.filter
def hours_short(minutes: int | None) -> str:
    """Write minutes as hours with only the decimals that say something: 210 → 3.5, 7500 → 125."""
    if minutes is None:
        return NOTHING
    value = _in_hours(minutes)
    decimals = -int(value.normalize().as_tuple().exponent)
    return number_format(value, decimal_pos=max(decimals, 0), force_grouping=True)


@register.filter
def offers_options(field: BoundField) -> bool:
    """Whether the field is a list of radio buttons or checkboxes rather than several inputs."""
    return isinstance(field.field.widget, ChoiceWidget)
