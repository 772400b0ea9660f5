"""WRITE: tell students what was signed, after the signing is committed.

A signing holds the log's lock, which all others wait for, so no mail is written under it. Nothing is lost:
this runs right after each signing, and the worker runs it again for any that are left untold, such as by a
crash or because they are many.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from clinic_hours.ledger.models import LogEntry
from clinic_hours.notices.domain.news import News
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.notices import MOST_AT_ONCE, tell
from clinic_hours.sessions.models import HourEntry

from .steps import times_of

SIGNED = "session_signed"
UNTOLD_FOR = timedelta(days=2)  # older ones are history, such as the demo's
LOOKED_AT = 2000  # of the newest entries: far more than are signed between two looks of the worker
RECORDED_WITHIN = timedelta(minutes=5)  # later, it is a history that was loaded


def tell_after_commit(entries: Iterable[HourEntry]) -> None:
    """Tell students of these sign-offs once they are committed, one mail to each student.

    Of many, the worker tells them at its next look.
    """
    numbers = [entry.pk for entry in entries]
    if len(numbers) > MOST_AT_ONCE:
        return
    transaction.on_commit(lambda: tell_of(untold().filter(pk__in=numbers)), robust=True)


def tell_of_missed_sign_offs() -> int:
    """Tell students of recent sign-offs that they were not told of; return how many."""
    last = LogEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    by_then = F("log_entry__done_at") + RECORDED_WITHIN
    return tell_of(untold().filter(pk__gt=last - LOOKED_AT, log_entry__recorded_at__lt=by_then))


@transaction.atomic
def tell_of(entries: QuerySet[HourEntry]) -> int:
    news = [news_of(entry) for entry in entries]
    tell(news, timezone.now())
    return len(news)


def untold() -> QuerySet[HourEntry]:
    told = Notice.objects.filter(
        person=OuterRef("enrollment__student"),
        kind=SIGNED,
        key=Cast(OuterRef("pk"), CharField()),
    )
    signed = HourEntry.objects.filter(
        kind=HourEntry.Kind.SIGN_OFF, log_entry__done_at__gt=timezone.now() - UNTOLD_FOR
    )
    relations = ("session", "sign_off", "enrollment")
    return signed.exclude(Exists(told)).select_related(*relations).order_by("pk")


def news_of(entry: HourEntry) -> News:
    session, sign_off = entry.session, entry.sign_off
    assert session and sign_off  # every signed entry has both
    return News(
        SIGNED,
        entry.enrollment.student_id,
        reverse("hours:session", args=[session.public_id]),
        key=str(entry.pk),
        facts={
            "instructor": sign_off.printed_name,
            "minutes": entry.minutes,
            **times_of(session),
        },
    )
