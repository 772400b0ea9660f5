import pytest
from django.core.exceptions import ValidationError

from courses.curriculum.models import Course
from courses.requirements.models import Requirement
from courses.standards.fields.minutes import HoursField


def test_a_length_is_entered_in_hours_and_stored_in_minutes():
    field = Course._meta.get_field("minutes").formfield()

    assert field.prepare_value(90) == "1.5"
    assert field.prepare_value(30_000) == "500"
    assert field.clean("1.75") == 105


def test_hours_that_are_not_whole_minutes_are_refused():
    with pytest.raises(ValidationError, match="whole minutes"):
        HoursField().clean("0.34")


@pytest.mark.parametrize("minutes", [1, 20, 50, 100, 105, 30_000])
def test_every_length_comes_back_as_it_was(minutes):
    field = HoursField()

    assert field.clean(field.prepare_value(minutes)) == minutes


def test_an_empty_length_stays_empty():
    field = Requirement._meta.get_field("maximum_minutes").formfield()

    assert field.clean("") is None


def test_a_length_as_it_was_has_not_changed():
    field = HoursField()

    assert not field.has_changed(90, "1.5")
    assert field.has_changed(90, "2")
