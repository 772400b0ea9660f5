"""Instructors who can't sign, and licenses that expire soon. One row for each group, not for each person."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.selectors.licenses import LicenseStanding, license_standings
from clinic_hours.pace.views.pace_words import short_day
from clinic_hours.people.selectors.limits import limits

from .words import in_days, names_in, past_day

Licenses = Sequence[LicenseStanding]


def license_matters(look: Look) -> Iterator[Matter]:
    today = timezone.localdate(look.now)
    standings = license_standings(look.person, today)
    if lapsed := [each for each in standings if not each.is_current]:
        yield cannot_sign(lapsed, today)
    left = {each: days_left(each, today) for each in standings if each.is_current}
    last, _again, first = limits().expires_days
    if soon := [each for each, days in left.items() if days <= last]:
        yield expiring(soon, today, When.THIS_WEEK)
    if later := [each for each, days in left.items() if last < days <= first]:
        yield expiring(later, today, When.SOME_TIME)


def days_left(license_: LicenseStanding, today: date) -> int:
    return (license_.expires_on - today).days if license_.expires_on else 0


def cannot_sign(lapsed: Licenses, today: date) -> Matter:
    waiting = sum(each.waiting for each in lapsed)
    detail = cannot_until(lapsed)
    if waiting:
        affected = ngettext("%(n)s session waits.", "%(n)s sessions wait.", waiting)
        detail = f"{detail} {affected % {'n': waiting}}"
    fact = fact_of_one(lapsed[0], today) if len(lapsed) == 1 else fact_of_many(lapsed)
    return Matter(When.TODAY, About.LICENSE, "award", "danger", fact, detail, act_for(lapsed))


def fact_of_one(one: LicenseStanding, today: date) -> str:
    if one.expires_on is None:
        return _("%(name)s has no license on record") % {"name": one.name}
    if one.expires_on >= today:  # it was issued for a later day
        return _("%(name)s’s license is not valid yet") % {"name": one.name}
    words = {"name": one.name, "day": past_day(one.expires_on, today)}
    return _("%(name)s’s license expired %(day)s") % words


def fact_of_many(lapsed: Licenses) -> str:
    return _("%(n)s instructors have no current license") % {"n": len(lapsed)}


def cannot_until(lapsed: Licenses) -> str:
    if len(lapsed) > 1:
        return _("%(names)s can’t supervise or sign.") % {
            "names": names_in([each.name for each in lapsed])
        }
    words = {"name": lapsed[0].first_name}
    if lapsed[0].expires_on is None:
        return _("%(name)s can’t supervise or sign until a license is recorded.") % words
    return _("%(name)s can’t supervise or sign until the renewal is recorded.") % words


def expiring(licenses: Licenses, today: date, when: When) -> Matter:
    first = licenses[0]
    if len(licenses) == 1:
        words = {"name": first.name, "when": in_days(days_left(first, today))}
        fact = _("%(name)s’s license expires %(when)s") % words
        day = short_day(first.expires_on, today) if first.expires_on else ""
        detail = _("Good until %(day)s.") % {"day": day}
    else:
        fact = _("%(n)s licenses expire soon") % {"n": len(licenses)}
        words = {
            "names": names_in([each.name for each in licenses]),
            "when": in_days(days_left(first, today)),
        }
        detail = _("%(names)s. The first %(when)s.") % words
    return Matter(when, About.LICENSE, "award", "warning", fact, detail, act_for(licenses))


def act_for(licenses: Licenses) -> Act:
    if len(licenses) > 1:
        return Act(_("Update licenses"), f"{reverse('hours:people')}?who=instructors")
    address = reverse("hours:license_new", args=[licenses[0].supervisor.user.public_id])
    label = _("Update license") if licenses[0].expires_on else _("Add license")
    return Act(label, address)
