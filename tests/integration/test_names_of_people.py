"""Wherever a person's name is typed, only visible characters are accepted, in any script."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from clinic_hours.people.models import Supervisor
from courses.admissions.models import Enquiry
from home.core.fields.names import unseen_in
from home.core.models import Picture
from home.events.models import Registration
from home.people.models import PersonPage
from portal.accounts.models import Invitation, User
from tests.factories.pages import home_page
from tests.factories.people import UserFactory
from tests.factories.stories import person

from .name_doors import DOORS, SERVICES, as_superuser

pytestmark = pytest.mark.django_db

KEPT = {
    User: "display_name",
    Invitation: "display_name",
    Supervisor: "printed_name",
    Enquiry: "name",
    Registration: "name",
    PersonPage: "title",
    Picture: "credit",
}
# One of each kind that forms and databases treat differently; tests/unit/home/test_names.py has them all.
UNSEEN = "\x00\x85\u200b\u200d\u202e\ue000\uffff\u3164\ufffd"
NAMES = {
    "an accent on its own": "Jose\u0301 N\u0303an\u0303ez",
    "Vietnamese": "Nguyễn Thị Ấn",
    "from right to left": "محمد الأمين",
    "Hebrew points": "דָּנִיֵּאל",
    "Persian": "می\u200cنو",
    "Sinhala": "ක්\u200dරිස්",
    "an emoji": "Ana 🌿",
}


every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS.keys())


def names_kept() -> list[str]:
    return [
        name
        for model, field in KEPT.items()
        for name in model.objects.values_list(field, flat=True)
    ]


@every_door
def test_an_unseen_character_is_named_and_refused(client, door):
    for each in UNSEEN:
        assert door(client, f"Ana{each}Duarte") == [
            f"This contains an invisible character (U+{ord(each):04X}). Type the text instead of "
            "pasting it."
        ]
    assert not any(map(unseen_in, names_kept()))


@every_door
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_in_any_script_is_accepted(client, door, name):
    assert door(client, name) == []


@every_door
def test_a_name_of_300_characters_is_refused_with_its_length(client, door):
    (sentence,) = door(client, "x" * 300)
    assert "characters (it has 300)" in sentence


@pytest.mark.parametrize("door", SERVICES.values(), ids=SERVICES.keys())
def test_half_a_surrogate_pair_is_refused(client, door):
    (sentence,) = door(client, "Ana\ud800Duarte")
    assert "(U+D800)" in sentence


def test_half_a_surrogate_pair_in_a_request_arrives_as_a_replacement_and_is_refused(client):
    client.force_login(UserFactory(display_name="Ana"))
    answer = client.post(
        reverse("account_name"),
        b"display_name=Ana%ED%A0%80Duarte",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 422
    assert "(U+FFFD)" in answer.text


def test_a_translated_name_with_an_unseen_character_is_not_published(client):
    as_superuser(client)
    spanish = Locale.objects.create(language_code="es")
    page = person("Rosa")
    for above in (home_page(), page.get_parent().specific):
        above.copy_for_translation(spanish)
    translate_object(page, [spanish])
    translated = page.get_translation(spanish)
    word = StringSegment.objects.get(context__path="title", source__object_id=page.translation_key)
    StringTranslation.objects.create(
        translation_of=word.string, locale=spanish, context=word.context, data="Ro\u202esa"
    )
    answer = client.post(f"/admin/pages/{translated.pk}/edit/", {"action": "publish"}, follow=True)
    assert answer.status_code == 200
    assert Page.objects.get(pk=translated.pk).title == "Rosa"
