"""Lucía's record, with a signed session."""

import pytest
from django.urls import reverse

from tests.factories.clinic import logged, signed


@pytest.fixture
def entry(lucia, rosa):
    return signed(logged(lucia, rosa))[0]


@pytest.fixture
def places(entry, lucia) -> dict[str, str]:
    """Return the address of each page about Lucía."""
    record = lucia.public_id
    return {
        "record": reverse("hours:enrollment", args=[record]),
        "total": reverse("hours:requirement", args=[record, entry.requirement_id]),
        "session": reverse("hours:session", args=[entry.session.public_id]),
        "entry": reverse("hours:entry", args=[entry.seq]),
        "transcripts": reverse("hours:transcripts", args=[record]),
        "enrollment in the admin": reverse("enrollment:edit", args=[lucia.pk]),
    }
