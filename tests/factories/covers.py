"""Requests for cover, through the services."""

from datetime import datetime

from clinic_hours.people.models import Enrollment
from clinic_hours.shifts.models import Cover, Place
from clinic_hours.shifts.services.covers.exchange import agree_exchange
from clinic_hours.shifts.services.covers.taking import ask_for_cover, take_cover

from .clinic import NOW


def wanted(place: Place, *, now: datetime = NOW, **more) -> Cover:
    """Ask for cover as the place's student."""
    return ask_for_cover(actor=place.student, place=place, now=now, **more)


def covered_by(enrollment: Enrollment, cover: Cover, *, now: datetime = NOW, **more) -> Cover:
    """Offer to take it, as it is now."""
    cover.refresh_from_db()
    return take_cover(actor=enrollment.student, cover=cover, version=cover.version, now=now, **more)


def agreed(cover: Cover, *, now: datetime = NOW) -> Cover:
    """Agree as who asked, to what stands now."""
    cover.refresh_from_db()
    return agree_exchange(actor=cover.asked_by, cover=cover, version=cover.version, now=now)
