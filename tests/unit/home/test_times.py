"""Dates, times and numbers are written in one style, as in the United States."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils.formats import date_format, number_format
from django.utils.translation import override

from clinic_hours.core.forms.times import moment_range, moment_words
from home.core.forms.times import day_words, span_words, time_words

BLACK_FRIDAY = date(2026, 11, 27)
AFTERNOON = datetime(2026, 11, 27, 19, tzinfo=UTC)
EVENING = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
MIAMI, CHICAGO = "America/New_York", "America/Chicago"


@pytest.mark.parametrize(
    ("language", "day", "in_full", "one", "moment"),
    [
        ("en", "Fri, Nov 27", "Nov 27, 2026", "1:00 pm", "Fri, Nov 27, 2:00–5:30 pm"),
        (
            "es",
            "vie, 27 de nov",
            "27 de nov de 2026",
            "1:00 p. m.",
            "vie, 27 de nov, 2:00–5:30 p. m.",
        ),
    ],
)
def test_dates_and_times_in_both_languages(language, day, in_full, one, moment):
    with override(language):
        assert day_words(BLACK_FRIDAY) == day
        assert (
            date_format(BLACK_FRIDAY) == date_format(BLACK_FRIDAY, "SHORT_DATE_FORMAT") == in_full
        )
        assert time_words(time(13)) == one
        assert moment_range(AFTERNOON, EVENING, MIAMI) == moment


@pytest.mark.parametrize("language", ["en", "es"])
def test_numbers_are_the_same_in_both_languages(language):
    with override(language):
        assert number_format(14.5) == "14.5"
        assert number_format(2850, force_grouping=True) == "2,850"


def test_a_range_across_noon_names_both_halves_of_the_day():
    assert span_words(time(9), time(17, 30)) == "9:00 am–5:30 pm"


@pytest.mark.parametrize(
    ("moment", "zone", "words"),
    [
        (EVENING, MIAMI, "Nov 27, 2026, 5:30 pm"),
        (EVENING, CHICAGO, "Nov 27, 2026, 4:30 pm CST"),
        # In this night, the hour from 1 to 2 am occurs twice.
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), MIAMI, "Nov 1, 2026, 1:30 am EDT"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), MIAMI, "Nov 1, 2026, 1:30 am EST"),
    ],
)
def test_a_zone_is_named_where_it_tells_the_reader_something(moment, zone, words):
    assert moment_words(moment, zone) == words
