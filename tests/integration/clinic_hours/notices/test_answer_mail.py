"""Everyone hears by email what became of a session that was entered, corrected, disputed or handed on."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from portal.settings.mail import OUTBOX
from tests.factories.clinic import NOW, SupervisorFactory, logged
from tests.integration.clinic_hours.sessions.answers.steps import (
    accepted,
    corrected,
    decided,
    disputed,
    entered,
    reassigned,
    reminded,
)

from .mailbox import received, subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def irene():
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture(params=["en", "es"])
def language(request, lucia, rosa, cora, irene):
    """The language of everybody. Whoever acts works in Tokyo, in the other language."""
    for person in (lucia.student, rosa.user, cora, irene.user):
        UserProfile.objects.create(user=person, preferred_language=request.param)
    with (
        translation.override({"en": "es", "es": "en"}[request.param]),
        timezone.override("Asia/Tokyo"),
    ):
        yield request.param


@pytest.fixture
def a_minute_later():
    """The digest leaves out what was submitted in the last minute."""
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        yield


@pytest.fixture
def answered(lucia, rosa, cora, irene, language, a_minute_later, settings) -> None:
    """Every kind of answer happened once."""
    settings.EMAIL_BACKEND = OUTBOX
    accepted(entered(cora, lucia, rosa, start="08:00", end="09:00"))
    decided(disputed(corrected(logged(lucia, rosa, clients=2))), cora)
    handed_on = logged(lucia, rosa, start="09:00", end="10:00")
    reminded(handed_on, cora)
    reassigned(handed_on, cora, irene)


MORNING, NINE, ONE = (
    {"en": "Mon, Nov 16, 8:00–9:00 am", "es": "lun, 16 de nov, 8:00–9:00 a. m."},
    {"en": "Mon, Nov 16, 9:00–10:00 am", "es": "lun, 16 de nov, 9:00–10:00 a. m."},
    {"en": "Mon, Nov 16, 1:00–3:00 pm", "es": "lun, 16 de nov, 1:00–3:00 p. m."},
)
TO_LUCIA = {
    "en": {
        f"Cora Whitfield entered a session for you: {MORNING['en']}. Accept it, or dispute it",
        f"Rosa Castellanos corrected the times of your session: {ONE['en']}. Accept it, or dispute it",
        f"Cora Whitfield made a decision about a session: Lucía Ferrer, {ONE['en']}",
    },
    "es": {
        f"Cora Whitfield registró una sesión en tu nombre ({MORNING['es']}). Acéptala u objétala",
        f"Rosa Castellanos corrigió el horario de tu sesión ({ONE['es']}). Acéptala u objétala",
        f"Cora Whitfield tomó una decisión sobre una sesión (Lucía Ferrer, {ONE['es']})",
    },
}
TO_ROSA = {
    "en": {
        f"Lucía Ferrer accepted the session of {MORNING['en']}. It is ready to sign",
        f"Lucía Ferrer disputes the session of {ONE['en']}. The clinic office decides",
        f"Cora Whitfield made a decision about a session: Lucía Ferrer, {ONE['en']}",
        f"Cora Whitfield asks you to review the session of Lucía Ferrer, {NINE['en']}",
        "Cora Whitfield reassigned a session of Lucía Ferrer from you to Irene Okafor, LMT: "
        f"{NINE['en']}",
    },
    "es": {
        f"Lucía Ferrer aceptó la sesión ({MORNING['es']}). Está lista para firmar",
        f"Lucía Ferrer objeta la sesión ({ONE['es']}). La oficina de la clínica decide",
        f"Cora Whitfield tomó una decisión sobre una sesión (Lucía Ferrer, {ONE['es']})",
        f"Cora Whitfield te pide que revises la sesión de Lucía Ferrer ({NINE['es']})",
        "Cora Whitfield reasignó de ti a Irene Okafor, LMT una sesión de Lucía Ferrer "
        f"({NINE['es']})",
    },
}
TO_CORA = {
    "en": {f"Lucía Ferrer disputes the session of {ONE['en']}. The clinic office decides"},
    "es": {f"Lucía Ferrer objeta la sesión ({ONE['es']}). La oficina de la clínica decide"},
}
TO_IRENE = {
    "en": {f"Cora Whitfield reassigned a session of Lucía Ferrer to you: {NINE['en']}"},
    "es": {f"Cora Whitfield te reasignó una sesión de Lucía Ferrer ({NINE['es']})"},
}


def test_each_answer_is_mailed_once_to_whom_it_concerns(
    answered, language, lucia, rosa, cora, irene
):
    mails = received()
    expected = {lucia.student: TO_LUCIA, rosa.user: TO_ROSA, cora: TO_CORA, irene.user: TO_IRENE}
    for person, said in expected.items():
        subjects = [subject_of(mail) for mail in mails if mail["To"] == person.email]
        # The day's digest comes on top.
        assert said[language] <= set(subjects)
        assert len(subjects) == len(set(subjects)) == len(said[language]) + 1
