"""READ: the days on which the school, or one of its clinic sites, is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject
from wagtail.models import Page

from home.site.models import Closure

WHOLE_SCHOOL = ""
DAYS, NAMES = ("first_day", "last_day"), ("name", "name_es")


def school_closures() -> QuerySet[Closure]:
    """Return the closures of the whole school, by their first day."""
    return Closure.objects.filter(place=WHOLE_SCHOOL)


def closures_between(first: date, last: date) -> QuerySet[Closure]:
    """Return the closures with a day from `first` to `last`, of the whole school and of every place."""
    return Closure.objects.filter(first_day__lte=last, last_day__gte=first)


class SchoolClosures(Subquery):
    """The whole school's closures in one value, so that they are read in a page's own query."""

    template = "(SELECT JSON_GROUP_ARRAY(JSON(shown)) FROM (%(subquery)s) listed)"

    def __init__(self) -> None:
        shown = JSONObject(**{name: name for name in (*DAYS, *NAMES)})
        super().__init__(school_closures().order_by().values(shown=shown), output_field=JSONField())

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        template = "(SELECT JSONB_AGG(shown) FROM (%(subquery)s) listed)"
        return self.as_sql(compiler, connection, template=template)


def closures_read_with(page: Page) -> list[Closure]:
    """Return the school's closures by their first day, from a page that was fetched with them as `closed`.

    A draft in the editor's preview was not: that takes a query.
    """
    if "closed" not in page.__dict__:
        return list(school_closures())
    found = [closure_in(each) for each in page.closed or ()]  # PostgreSQL has NULL for no rows
    return sorted(found, key=lambda closure: (closure.first_day, closure.last_day))


def closure_in(read: Mapping[str, str]) -> Closure:
    days = {name: date.fromisoformat(read[name]) for name in DAYS}
    return Closure(**days, **{name: read[name] for name in NAMES})
