"""Florida wants the signer's name and title (64B7-32.002): who has none is told before issuing."""

import json

import pytest
from django.urls import reverse

from clinic_hours.people.models import OfficeRole
from clinic_hours.transcripts.models import Transcript

pytestmark = pytest.mark.django_db

TOLD = {
    "en": ("You have no title yet", "Add your title first"),
    "es": ("Todavía no tienes un cargo registrado", "Agrega primero tu cargo"),
}


@pytest.fixture
def page(client, lucia, cora):
    client.force_login(cora)
    return reverse("hours:transcripts", args=[lucia.public_id])


@pytest.mark.parametrize("language", TOLD)
def test_who_has_no_title_is_told_and_shown_where_to_add_one(client, page, cora, language):
    client.cookies["django_language"] = language
    shown = client.get(page).content.decode()
    form = reverse("officerole:edit", args=[cora.office_role.pk])
    assert all(words in shown for words in TOLD[language])
    assert f'href="{form}"' in shown


def test_the_title_that_is_added_there_is_on_the_next_transcript(client, page, cora):
    form = reverse("officerole:edit", args=[cora.office_role.pk])
    answer = client.post(form, {"role": "coordinator", "title": "Registrar"})
    assert answer.status_code == 302
    assert TOLD["en"][0] not in client.get(page).content.decode()
    client.post(page, {"after": "0"})
    signer = json.loads(bytes(Transcript.objects.get().statement))["issued_by"]
    assert signer == {"name": "Cora Whitfield", "title": "Registrar"}


def test_nobody_else_is_told(client, page, lucia):
    OfficeRole.objects.update(title="Registrar")
    client.force_login(lucia.student)
    assert TOLD["en"][0] not in client.get(page).content.decode()
