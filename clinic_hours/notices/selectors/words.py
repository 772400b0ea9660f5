"""What a notice says, in the language that is active and at the school's time."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.times import day_words, hours, moment_words
from clinic_hours.core.forms.wording import words_of
from clinic_hours.notices.domain.news import KINDS
from clinic_hours.notices.models import Notice


def sentence_of(notice: Notice) -> str:
    said = str(KINDS[notice.kind].sentence % words_of_facts(notice.facts))
    return (
        said.removesuffix(".") if said.endswith("..") else said
    )  # a time ends in "p. m." in Spanish


def words_of_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts formatted for people, by their names.

    `day` is written as in lists, `…_on` as a date, `…_at` as a moment at the school. `minutes` become
    `hours`, in clock hours of `clock_hour` minutes. `starts_at`, `ends_at` and `zone` become a `range`.
    """
    return words_of(facts) | {
        new_name: words
        for name, value in facts.items()
        for new_name, words in fact_words(name, value, facts)
    }


def fact_words(name: str, value: Any, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    if name == "day":
        return [(name, day_words(date.fromisoformat(value)))]
    if name.endswith("_on"):
        return [(name, date_format(date.fromisoformat(value), "DATE_FORMAT"))]
    if name.endswith("_at"):
        return [(name, moment_words(datetime.fromisoformat(value), settings.TIME_ZONE))]
    if name == "minutes":
        return [("hours", hours(value, facts.get("clock_hour", MINUTES_PER_HOUR)))]
    return []


def told_words(notice: Notice) -> str:
    """Return when it was told, at the school."""
    return moment_words(notice.told_at, settings.TIME_ZONE)
