"""Drawings of the log: its growth, and the tree of its newest checkpoint."""

from collections.abc import Sequence

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.ledger.selectors.log import LogPoint

ROWS = 30
WIDTH, GAP = 1000.0, 8.0


def growth_chart(growth: Sequence[LogPoint]) -> dict:
    """Return what components/pace_chart.html draws: entries over time."""
    first, last = growth[0].signed_at, growth[-1].signed_at
    length, most = max((last - first).total_seconds(), 1), max(growth[-1].size, 1)
    points = [
        ((each.signed_at - first).total_seconds() / length, each.size / most) for each in growth
    ]
    return {
        "signed": points,
        "x_ticks": [(0, date_format(first)), (1, date_format(last))],
        "y_ticks": [(0, "0"), (1, number_format(most, force_grouping=True))],
        "summary": _("Entries in the log at each checkpoint."),
        "caption": _("Latest checkpoints"),
        "columns": [{"label": _("Signed")}, {"label": _("Entries"), "number": True}],
        "rows": [
            (date_format(each.signed_at, "DATETIME_FORMAT"), number_format(each.size))
            for each in reversed(growth[-ROWS:])
        ],
    }


def tree_drawing(size: int) -> dict:
    """Return the complete subtrees of a tree of that size, as triangles drawn to scale.

    Each is as wide as its share of the entries, but wide enough to be seen.
    """
    shares = [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
    weights = [max(share / size, 0.03) for share in shares]
    free, left, triangles = WIDTH - GAP * (len(shares) - 1), 0.0, []
    for share, weight in zip(shares, weights, strict=True):
        width = free * weight / sum(weights)
        height = 40 + 160 * share.bit_length() / size.bit_length()
        top = 210 - height
        triangles.append(f"{left:.1f},210 {left + width:.1f},210 {left + width / 2:.1f},{top:.1f}")
        left += width + GAP
    counts = ", ".join(number_format(share, force_grouping=True) for share in shares)
    summary = ngettext(
        "%(size)s entries form one complete tree.",
        "%(size)s entries form %(trees)s complete trees: %(counts)s.",
        len(shares),
    ) % {"size": number_format(size, force_grouping=True), "trees": len(shares), "counts": counts}
    return {"triangles": triangles, "summary": summary}
