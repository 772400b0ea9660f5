"""Weekdays that return, in words."""

import pytest
from django.utils.translation import override

from home.core.forms.weekdays import closed_on


@pytest.mark.parametrize(
    ("weekdays", "said"),
    [
        ({6}, "Closed on Sundays"),
        ({6, 5}, "Closed on Saturdays and Sundays"),
        ({0, 2, 4, 6}, "Open on Tuesdays, Thursdays and Saturdays only"),
        (set(range(7)), ""),
        (set(), ""),
    ],
)
def test_what_is_shorter_is_said(weekdays, said):
    assert closed_on(weekdays) == said


def test_spanish_has_its_own_plurals():
    with override("es"):
        assert closed_on({5, 6}) == "Cerrado los sábados y domingos"
        assert closed_on({0}) == "Cerrado los lunes"
