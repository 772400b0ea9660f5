"""The roster as a list: the shifts from a week on, page by page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from clinic_hours.desk.views import keyset
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.forms.roster_words import list_title
from clinic_hours.shifts.selectors.roster import Block, blocks_of, shifts_from
from home.core.school_time import today

from .address import Asked, View
from .blocks import Shown, shown_block

PAGE = 30


def show_list(
    request: HttpRequest, asked: Asked, _sites: Sequence[ClinicSite], now: datetime
) -> tuple[list[Block], Mapping[str, Any]]:
    """Return the blocks of a page, and what the template needs to show them."""
    user, current = request.user, week_of(today())
    after = keyset.read(request.GET.get("after", ""))
    shifts = list(shifts_from(user, asked.week.first, asked.site, after)[: PAGE + 1])
    blocks = blocks_of(user, shifts[:PAGE], now)
    return blocks, {
        "title": list_title(asked.week),
        "earlier_url": asked.with_week(asked.week + (-1)).url,
        "later_url": asked.with_week(asked.week + 1).url,
        "current_url": asked.with_week(current).url,
        "is_current": asked.week == current and not after,
        "rows": [row_of(block, asked) for block in blocks],
        "more_url": more_url(asked, blocks[-1]) if len(shifts) > PAGE else "",
        "start_url": asked.url if after else "",
    }


def row_of(block: Block, asked: Asked) -> Shown:
    """Return a row, which leads to the shift in its week."""
    in_week = asked.with_view(View.WEEK).with_week(week_of(block.shift.local_date))
    return shown_block(block, in_week)


def more_url(asked: Asked, last: Block) -> str:
    after = keyset.written(last.shift.starts_at, last.shift.pk)
    return f"{asked.url}&{urlencode({'after': after})}"
