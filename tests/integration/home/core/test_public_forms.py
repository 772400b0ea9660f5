"""The three public forms, with any input that a visitor may send."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from courses.admissions.models import Enquiry
from home.events.models import Registration
from home.mail.models import OutgoingMail
from home.newsletter.models import Subscriber
from tests.factories.events import event_with_page
from tests.honest_forms import fill_in

pytestmark = pytest.mark.django_db

MOST_A_MINUTE = 10
LONG = "x" * 2_000_000


@dataclass(frozen=True)
class PublicForm:
    """A form's address, what an honest person sends, and the rows that result."""

    address: Callable[[], str]
    fields: dict
    rows: type[Model]


ENQUIRY = PublicForm(
    lambda: "/enquire/",
    {
        "name": "Ana Duarte",
        "email": "ana@example.test",
        "start": "year",
        "reach_by": "email",
        "message": "Are there evening classes?",
        "agree": "on",
    },
    Enquiry,
)
NEWSLETTER = PublicForm(
    lambda: "/newsletter/", {"email": "ana@example.test", "agree": "on"}, Subscriber
)
EVENT = PublicForm(
    lambda: f"/events/{event_with_page(places=None).pk}/register/",
    {"name": "Ana Duarte", "email": "ana@example.test", "people": 1, "agree": "on"},
    Registration,
)
FORMS = {"enquiry": ENQUIRY, "newsletter": NEWSLETTER, "event": EVENT}
WITH_A_NAME = {"enquiry": ENQUIRY, "event": EVENT}
all_forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
forms_with_a_name = pytest.mark.parametrize("form", WITH_A_NAME.values(), ids=WITH_A_NAME.keys())


def send(client: Client, form: PublicForm, **changes) -> HttpResponse:
    return fill_in(client, form.address(), form.fields | changes)


def assert_refused(answer: HttpResponse, form: PublicForm, sentence: str) -> None:
    """Assert that the form came back with the sentence, and that nothing was saved or sent."""
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not form.rows.objects.exists()
    assert not OutgoingMail.objects.exists()


@all_forms
def test_an_honest_persons_input_is_accepted(client, form):
    assert send(client, form).status_code == 303
    assert form.rows.objects.count() == 1


@all_forms
def test_without_consent_nothing_is_accepted(client, form):
    assert_refused(send(client, form, agree=""), form, "Check the box so that we")


@all_forms
@pytest.mark.parametrize(
    "email",
    [
        "",
        "ana",
        "ana@",
        "@example.test",
        "ana@example",
        "ana@@example.test",
        "ana example.test",
        "ana@example.test, all@example.test",
        "ana@example.test\nBcc: all@example.test",
        "ana@example.test\r\nBcc: all@example.test",
        "ana@example.test%0ABcc:all@example.test ",
        "Ana <ana@example.test>",
        "ana@example.test\x0b@example.test",
    ],
)
def test_an_invalid_address_or_one_with_a_hidden_header_is_refused(client, form, email):
    sentence = "valid email address" if email else "required"
    assert_refused(send(client, form, email=email), form, sentence)


@forms_with_a_name
@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\u2028"])
def test_a_name_with_a_hidden_header_is_refused(client, form, line_break):
    answer = send(client, form, name=f"Ana{line_break}Bcc: all.of.you")
    assert_refused(answer, form, "on one line")


@all_forms
def test_two_million_characters_are_refused_with_a_sentence(client, form):
    for field in set(form.fields) & {"name", "email", "message"}:
        assert_refused(send(client, form, **{field: LONG}), form, "at most")


@pytest.mark.parametrize(
    "text", ["aa." * 600_000, "a" * 2_000_000, "-." * 900_000, "www." * 400_000]
)
def test_no_text_keeps_the_server_busy(client, text):
    assert_refused(send(client, ENQUIRY, name=text, message=text), ENQUIRY, "at most")


@all_forms
@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1b", "\x7f", "\x85", "\uffff"])
def test_an_invisible_character_is_refused(client, form, character):
    for field in set(form.fields) & {"name", "email", "message"}:
        answer = send(client, form, **{field: f"Ana{character}Duarte"})
        assert_refused(answer, form, "an invisible character")


def test_a_message_may_contain_line_breaks_and_tabs(client):
    assert send(client, ENQUIRY, message="First,\r\n\tthen this.").status_code == 303


@forms_with_a_name
@pytest.mark.parametrize(
    "name",
    [
        "https://spam.test/",
        "Ana www.spam.test",
        "Win at spam.test now",
        "SPAM.TEST",
        "x.test/prize",
        "all@example.test",
    ],
)
def test_a_name_with_a_web_or_email_address_is_refused(client, form, name):
    assert_refused(send(client, form, name=name), form, "a name without a web or email address")


@forms_with_a_name
@pytest.mark.parametrize(
    "name", ["J.R. Smith", "A.B.Castillo", "Dr. María-José O'Neill", "Ana St. John", "李小龍", "Ñ."]
)
def test_names_that_people_have_are_accepted(client, form, name):
    assert send(client, form, name=name).status_code == 303


@pytest.mark.parametrize(
    "message",
    [
        "https://spam.test/a https://spam.test/b",
        "www.spam.test",
        "buy.example/a cheap.example/b",
        "BUY.EXAMPLE now",
        "see spam.test\nand pills.test",
    ],
)
def test_a_message_with_only_links_is_refused(client, message):
    assert_refused(send(client, ENQUIRY, message=message), ENQUIRY, "not just a link")


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Call me.Thanks",
        "Evenings, e.g. at 6 p.m.?",
        "Mail ana.d@work.test",
        "Is palmetto.test/programs still what you offer?",
    ],
)
def test_a_message_with_links_and_words_is_accepted(client, message):
    assert send(client, ENQUIRY, message=message).status_code == 303


@all_forms
def test_an_empty_form_says_what_is_missing(client, form):
    assert_refused(client.post(form.address()), form, "required")


@all_forms
def test_of_fifty_sent_in_a_minute_ten_are_accepted_and_the_rest_get_a_sentence(client, form):
    address = form.address()
    sent = [
        fill_in(client, address, form.fields | {"email": f"ana{number}@example.test"})
        for number in range(50)
    ]

    assert [answer.status_code for answer in sent] == [303] * MOST_A_MINUTE + [429] * 40
    assert all("Wait a few minutes" in answer.text for answer in sent[MOST_A_MINUTE:])
    assert 'value="ana49@example.test"' in sent[-1].text
    assert form.rows.objects.count() == MOST_A_MINUTE


@all_forms
def test_empty_forms_over_the_limit_are_asked_to_wait(client, form):
    address = form.address()
    answers = [client.post(address) for _ in range(MOST_A_MINUTE + 1)]

    assert answers[-1].status_code == 429
    assert "Wait a few minutes" in answers[-1].text


@all_forms
def test_a_person_whose_browser_fills_in_the_hidden_field_can_send_again(client, form):
    trapped = send(client, form, website="https://ana.example.test")
    assert_refused(trapped, form, "hidden field")

    assert trapped.context["form"]["website"].value() == ""


@all_forms
def test_invisible_characters_are_stripped_from_an_address(client, form):
    """Such as U+202C, which gets copied along with an address from a page."""
    assert send(client, form, email="ana@example.test\u202c").status_code == 303
    assert form.rows.objects.get().email == "ana@example.test"


def test_a_messages_length_is_counted_as_the_browser_does(client):
    lines = "Are there classes?\r\n" * 160
    fitting = lines[: 3000 + 157]

    assert len(fitting.replace("\r\n", "\n")) <= 3000 < len(fitting)
    assert send(client, ENQUIRY, message=fitting).status_code == 303
