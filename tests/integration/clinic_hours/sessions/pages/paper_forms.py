"""The addresses and form data for posting and taking back hours from documents."""

from django.urls import reverse

from tests.factories.people import PASSWORD


def form_of(enrollment) -> str:
    return reverse("hours:credit_new", args=[enrollment.public_id])


def entry_url(entry) -> str:
    return reverse("hours:entry", args=[entry.seq])


def reverse_url(entry) -> str:
    return reverse("hours:credit_reverse", args=[entry.seq])


def filled(enrollment, **changed) -> dict:
    return {
        "kind": "transfer",
        "requirement": enrollment.requirement_set.requirements.first().pk,
        "hours": "12.5",
        "clients": "10",
        "date": "2026-05-02",
        "document": "Transcript 118 of Coral College",
        "agree": "on",
        "password": PASSWORD,
    } | changed
