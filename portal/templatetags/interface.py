"""Template tags of the design system: icons, hours, and charts that need some geometry."""

import functools
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.widgets import ChoiceWidget
from django.template.loader import get_template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import with_minus
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR

register = template.Library()

NOTHING = "\N{EN DASH}"

# How a session's status and a rule's finding are displayed: label, tone, icon.
STATUSES = {
    "draft": (gettext_lazy("Draft"), "neutral", "pencil"),
    "submitted": (gettext_lazy("Submitted"), "warning", "hourglass"),
    "returned": (gettext_lazy("Returned"), "danger", "corner-up-left"),
    "signed_off": (gettext_lazy("Signed off"), "success", "signature"),
    "voided": (gettext_lazy("Voided"), "outline", "ban"),
    "withdrawn": (gettext_lazy("Discarded"), "outline", "circle-x"),
}
FINDINGS = {
    "ok": ("success", "check"),
    "warning": ("warning", "triangle-alert"),
    "blocking": ("danger", "octagon-alert"),
}


@functools.cache
def _drawing(name: str) -> SafeString:
    """Return an icon's SVG, cached because it never changes while the server runs."""
    return SafeString(get_template(f"icons/{name}.svg").render())


@register.simple_tag
def site_name(school: object = None) -> str:
    """Return the school's name from the site settings, or `SITE_NAME` if they are missing or empty."""
    return getattr(school, "name", "") or settings.SITE_NAME


@register.simple_tag(takes_context=True)
def rendered(context: template.Context, name: str) -> SafeString:
    """Return a template with this context, for one that the page shows twice."""
    return template.Engine.get_default().get_template(name).render(context)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw `icons/<name>.svg`. Without a label it is decorative and screen readers skip it.

    An unknown name raises TemplateDoesNotExist.
    """
    if label:
        return format_html(
            '<span class="icon-label" role="img" aria-label="{}">{}</span>', label, _drawing(name)
        )
    return _drawing(name)


def _in_hours(minutes: int, clock_hour: int) -> Decimal:
    exact = Decimal(minutes) / clock_hour
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@functools.lru_cache(maxsize=4096)
def _written(minutes: int, decimals: int | None, clock_hour: int, language: str | None) -> str:
    """Format hours; without `decimals`, only significant ones. Cached, since pages repeat numbers."""
    value = _in_hours(minutes, clock_hour)
    if decimals is None:
        decimals = max(-int(value.normalize().as_tuple().exponent), 0)
    return with_minus(number_format(value, decimal_pos=decimals, force_grouping=True))


@register.filter
def hours(minutes: int | None, clock_hour: int = MINUTES_PER_HOUR) -> str:
    """Format minutes as hours with two decimals, in the reader's language: 210 → 3.50.

    With a `clock_hour` of 50, the same 210 minutes are 4.20 clock hours.
    """
    return NOTHING if minutes is None else _written(minutes, 2, clock_hour, get_language())


@register.filter
def hours_short(minutes: int | None, clock_hour: int = MINUTES_PER_HOUR) -> str:
    """Format minutes as hours with only the significant decimals: 210 → 3.5, 7500 → 125."""
    return NOTHING if minutes is None else _written(minutes, None, clock_hour, get_language())


@register.filter
def offers_options(field: BoundField) -> bool:
    """Whether the field is a group of radio buttons or checkboxes rather than several inputs."""
    return isinstance(field.field.widget, ChoiceWidget)


@register.inclusion_tag("components/badge.html")
def status_badge(status: str) -> dict:
    """Show a session's status. An unknown status raises KeyError: a silent badge would mislead."""
    label, tone, drawing = STATUSES[str(status)]
    return {"label": label, "tone": tone, "icon": drawing, "testid": "session-status"}


@register.inclusion_tag("components/badge.html")
def finding_badge(severity: str, text: str) -> dict:
    """Show a rule's finding: `ok`, `warning` or `blocking`, with its message."""
    tone, drawing = FINDINGS[str(severity)]
    return {"label": text, "tone": tone, "icon": drawing, "testid": "finding"}


def _shares(earned: int, pending: int, required: int) -> dict[str, str]:
    """Return the earned and pending shares of a bar in percent; their sum never exceeds 100.

    They are strings, because lengths in SVG need a decimal point in every language.
    """
    whole = max(required, 1)
    solid = min(max(earned, 0) / whole, 1)
    striped = min(max(pending, 0) / whole, 1 - solid)
    return {
        "earned_share": f"{100 * solid:.4g}",
        "pending_share": f"{100 * striped:.4g}" if striped > 0 else "",
    }


def _spoken(earned: int, pending: int, required: int, clock_hour: int) -> str:
    """Describe the chart in one sentence, for screen readers."""
    said = _("%(earned)s of %(required)s hours signed off") % {
        "earned": hours_short(earned, clock_hour),
        "required": hours_short(required, clock_hour),
    }
    if pending:
        said += _(", %(pending)s waiting") % {"pending": hours_short(pending, clock_hour)}
    return said


@register.inclusion_tag("components/meter.html")
def meter(
    label: str,
    earned: int,
    required: int,
    pending: int = 0,
    tone: str = "",
    clock_hour: int = MINUTES_PER_HOUR,
) -> dict:
    """Draw a bar of hours; all numbers in minutes. Solid is earned, striped is pending."""
    return {
        "label": label,
        "earned": hours_short(earned, clock_hour),
        "required": hours_short(required, clock_hour),
        "unit": _("h"),
        "spoken": _spoken(earned, pending, required, clock_hour),
        "tone": tone,
        **_shares(earned, pending, required),
    }


@register.inclusion_tag("components/meter.html")
def tally(label: str, earned: int, required: int, pending: int = 0, tone: str = "") -> dict:
    """Draw a bar of things that are counted, such as clients."""
    return {
        "label": label,
        "earned": number_format(earned),
        "required": number_format(required),
        "spoken": _("%(earned)s of %(required)s") % {"earned": earned, "required": required},
        "tone": tone,
        **_shares(earned, pending, required),
    }


@register.inclusion_tag("components/ring.html")
def ring(earned: int, required: int, pending: int = 0, clock_hour: int = MINUTES_PER_HOUR) -> dict:
    """Draw all of a student's hours as a ring; all numbers in minutes."""
    return {
        "earned": hours_short(earned, clock_hour),
        "required": hours_short(required, clock_hour),
        "spoken": _spoken(earned, pending, required, clock_hour),
        **_shares(earned, pending, required),
    }


@register.filter
def percent(place: float) -> str:
    """Format a place from 0 to 1 as an SVG length."""
    return f"{100 * place:.4g}%"


@register.filter
def percent_down(place: float) -> str:
    """Like `percent`, for a place measured from the bottom: SVG measures from the top."""
    return percent(1 - place)


@register.filter
def thousandth_down(place: float) -> str:
    """Format a place measured from the bottom in the units of a plot that is 1000 high."""
    return f"{1000 * (1 - place):.4g}"


@register.filter
def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Format points from 0 to 1, y upward, for a plot of 1000 by 1000."""
    return " ".join(f"{1000 * x:.4g},{1000 * (1 - y):.4g}" for x, y in points)


@register.filter
def page_numbers(page: Page) -> Sequence[int | str]:
    """Return the page numbers to show around a page, with gaps if there are many."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
