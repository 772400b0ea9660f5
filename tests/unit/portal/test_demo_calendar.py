"""Dates of the demo school, whatever day it is loaded on."""

from datetime import date, timedelta

from portal.demo.calendar import closures, saturday_of_next_month

DAYS = [date(2026, 11, 1) + timedelta(days=number) for number in range(800)]


def test_the_inspection_is_on_the_second_saturday_of_the_next_month():
    for today in DAYS:
        day = saturday_of_next_month(today)
        assert (day.year - today.year) * 12 + day.month - today.month == 1
        assert 8 <= day.day <= 14
        assert f"{day:%A}" == "Saturday"


def test_there_is_always_a_break_ahead_with_a_name_in_both_languages():
    for today in DAYS:
        ahead = [each for each in closures(today) if each.first_day > today]
        assert ahead
        assert all(each.name and each.name_es and not each.place for each in ahead)
