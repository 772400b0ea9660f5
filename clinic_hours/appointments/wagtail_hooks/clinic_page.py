"""Today's openings, for the clinic's page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from clinic_hours.appointments.selectors.openings import closed_weekdays, openings_between
from clinic_hours.appointments.selectors.services_offered import services_offered
from clinic_hours.core.forms.times import time_range
from home.clinic.models.openings import Opening, Openings
from home.core.school_time import at_school, day_of


@hooks.register("clinic_openings")
def openings_today(_request: HttpRequest) -> Openings:
    now = timezone.now()
    day = day_of(now)
    found = openings_between(day, day, now)
    shortest = min((each.minutes for each in services_offered()), default=0)
    today = [
        Opening(
            times=time_range(each.shift.starts_at, each.shift.ends_at, each.shift.zone),
            place=str(each.shift.site),
            supervisors=each.instructors,
            free=each.free if each.has_time_for(shortest, now) else 0,
        )
        for each in found
    ]
    return Openings(
        today, at_school(now), reverse("appointment_request"), closed_on=closed_weekdays(day)
    )
