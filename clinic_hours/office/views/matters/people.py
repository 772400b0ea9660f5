"""Invitations without an answer, documents that expire, and mail that does not arrive."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.selectors.documents import expiring_documents
from clinic_hours.office.selectors.invitations import Unanswered, unanswered_invitations
from clinic_hours.office.selectors.mail import people_without_mail
from clinic_hours.pace.views.pace_words import short_day
from clinic_hours.people.models import Document
from clinic_hours.people.selectors.limits import limits
from home.core.models.actors import Person

from .words import in_days, names_in, past_day


def invitation_matters(look: Look) -> Iterator[Matter]:
    if found := unanswered_invitations(look.now):
        yield unanswered(found, timezone.localdate(look.now))


def unanswered(found: Sequence[Unanswered], today: date) -> Matter:
    expired = sum(each.has_expired for each in found)
    counted = ngettext(
        "%(n)s invitation was not answered", "%(n)s invitations were not answered", len(found)
    )
    detail = _("%(names)s. The oldest was sent %(day)s.") % {
        "names": names_in([str(each.person) for each in found]),
        "day": past_day(timezone.localdate(found[0].invited.sent_at), today),
    }
    if expired:
        said = ngettext("%(n)s has expired.", "%(n)s have expired.", expired)
        detail = f"{detail} {said % {'n': expired}}"
    when = When.THIS_WEEK if expired else When.SOME_TIME
    act = Act(_("Send again"), link_to([each.person for each in found]))
    return Matter(
        when, About.PAPERWORK, "mail", "neutral", counted % {"n": len(found)}, detail, act
    )


def document_matters(look: Look) -> Iterator[Matter]:
    today = timezone.localdate(look.now)
    documents, last = list(expiring_documents(today)), limits().expires_last_days
    if soon := [each for each in documents if days_left(each, today) <= last]:
        yield expiring(soon, today, When.THIS_WEEK)
    if later := [each for each in documents if days_left(each, today) > last]:
        yield expiring(later, today, When.SOME_TIME)


def days_left(document: Document, today: date) -> int:
    return (document.expires_on - today).days if document.expires_on else 0


def expiring(documents: Sequence[Document], today: date, when: When) -> Matter:
    first = documents[0]
    if len(documents) == 1:
        fact, detail = fact_of(first, today), good_until(first, today)
    else:
        fact = _("%(n)s documents expire soon or have expired") % {"n": len(documents)}
        detail = names_in([f"{each.person} ({each.get_kind_display()})" for each in documents])
    act = Act(_("Open record"), link_to([each.person for each in documents]))
    return Matter(when, About.PAPERWORK, "clock", "neutral", fact, detail, act)


def fact_of(document: Document, today: date) -> str:
    days = days_left(document, today)
    words = {"name": document.person, "kind": document.get_kind_display()}
    if days < 0 and document.expires_on:
        words["day"] = past_day(document.expires_on, today)
        return _("%(name)s: %(kind)s expired %(day)s") % words
    return _("%(name)s: %(kind)s expires %(when)s") % {**words, "when": in_days(days)}


def good_until(document: Document, today: date) -> str:
    on = document.expires_on
    return _("Good until %(day)s.") % {"day": short_day(on, today)} if on else ""


def mail_matters(_look: Look) -> Iterator[Matter]:
    if people := list(people_without_mail()):
        fact = ngettext(
            "Mail to %(n)s person is not delivered",
            "Mail to %(n)s people is not delivered",
            len(people),
        )
        yield Matter(
            When.THIS_WEEK,
            About.PAPERWORK,
            "mail",
            "warning",
            fact % {"n": len(people)},
            _("%(names)s: the address was rejected.") % {"names": names_in(list(map(str, people)))},
            Act(_("See addresses"), reverse("deadaddress:index")),
        )


def link_to(people: Sequence[Person]) -> str:
    """Return the page of the one person, or of all people."""
    only = {person.pk: person for person in people}
    if len(only) > 1:
        return reverse("hours:people")
    return reverse("hours:person", args=[people[0].public_id])
