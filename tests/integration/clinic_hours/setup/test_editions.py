"""A new edition is copied, edited, compared and published on the desk; nobody enrolled is affected."""

import pytest
from django.urls import reverse

from clinic_hours.ledger.models import LogEntry
from clinic_hours.people.models import PublishedEdition
from clinic_hours.setup.selectors.comparison import Mark, compare
from clinic_hours.setup.services.editions import copy_edition, publish_edition
from courses.requirements.models import RequirementSet
from courses.requirements.services.drafts import DraftChanged, mark_of, rows_of
from courses.requirements.services.requirement_sets import (
    AlreadyPublished,
    create_edition,
    publish,
)
from tests.factories.clinic import NOW, EnrollmentFactory
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    SubjectAreaFactory,
)

pytestmark = pytest.mark.django_db
LINES = (
    {"category": "observation", "name": "Observation", "minutes": 600},
    {"category": "hands-on", "name": "Hands-on", "minutes": 6000, "after": ["observation"]},
)


@pytest.fixture
def edition(db):
    return publish(create_edition(ProgramFactory(), requirements=LINES), now=NOW)


@pytest.fixture
def draft(cora, edition):
    return copy_edition(actor=cora, edition=edition)


def at(name: str, edition) -> str:
    return reverse(f"hours:setup_{name}", args=[edition.pk])


def form_of(office, draft) -> dict[str, str]:
    """Return what the draft's page would send as it is shown."""
    context = office.get(at("draft", draft)).context
    forms = [context["limits"], context["lines"].management_form, *context["lines"]]
    return {
        field.html_name: "" if field.value() is None else field.value()
        for form in forms
        for field in form
        if field.value() is not False  # browsers leave out an empty checkbox
    }


def test_a_copy_says_what_its_edition_says(office, edition):
    answer = office.post(at("edition_copy", edition))
    draft = RequirementSet.objects.get(published_at=None)
    assert (answer.status_code, answer.url) == (303, at("draft", draft))
    assert rows_of(draft) == rows_of(edition)
    assert draft.edition == edition.edition + 1


def test_a_form_that_is_sent_as_shown_changes_nothing(office, draft):
    before = mark_of(draft)
    answer = office.post(at("draft", draft), form_of(office, draft))
    assert answer.status_code == 303, answer.context["lines"].errors
    draft.refresh_from_db()
    assert mark_of(draft) == before


def test_lines_are_changed_added_and_removed(office, draft, edition):
    typed = form_of(office, draft) | {
        "daily_cap_minutes": "6",
        "lines-1-minutes": "110",
        "lines-0-DELETE": "on",
        "lines-1-after_0": "",
        "lines-2-name": "Ethics in clinic",
        "lines-2-minutes": "4",
    }
    assert office.post(at("draft", draft), typed).status_code == 303
    draft.refresh_from_db()
    assert [(row["category"], row["minutes"]) for row in rows_of(draft)] == [
        ("hands-on", 6600),
        ("ethics-in-clinic", 240),
    ]
    found = compare(edition, draft)
    marks = {line.name: line.mark for line in found.lines}
    assert marks == {
        "Hands-on": Mark.CHANGED,
        "Ethics in clinic": Mark.ADDED,
        "Observation": Mark.REMOVED,
    }
    page = office.get(at("edition", draft)).text
    assert all(word in page for word in ("Changed", "Added", "Removed"))


def test_a_line_cannot_open_after_one_that_is_removed(office, draft):
    typed = form_of(office, draft) | {"lines-0-DELETE": "on"}
    answer = office.post(at("draft", draft), typed)
    assert answer.status_code == 422
    assert "opens after a requirement that you removed" in answer.text


def test_a_draft_that_someone_else_changed_is_not_overwritten_unseen(office, draft):
    typed = form_of(office, draft) | {"citation": "Mine"}
    RequirementSet.objects.filter(pk=draft.pk).update(citation="Theirs")
    answer = office.post(at("draft", draft), typed)
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.text
    draft.refresh_from_db()
    assert draft.citation == "Theirs"


@pytest.mark.parametrize(
    "typed",
    [
        {"lines-TOTAL_FORMS": "x"},
        {"lines-TOTAL_FORMS": "999999999"},
        {"lines-0-name": "x" * 5000},
        {"lines-0-minutes": "9" * 30},
        {"lines-0-minutes": "-1"},
        {"lines-1-category": "observation"},
        {"daily_cap_minutes": "9" * 30},
        {"shown": "forged"},
    ],
)
def test_an_absurd_draft_is_refused_with_a_sentence(office, draft, typed):
    form, before = form_of(office, draft), mark_of(draft)
    assert form.keys() >= typed.keys()
    answer = office.post(at("draft", draft), form | typed)
    assert answer.status_code == (409 if "shown" in typed else 422)
    assert any(sign in answer.text for sign in ('role="alert"', "message--error"))
    draft.refresh_from_db()
    assert mark_of(draft) == before


def test_the_comparison_says_who_stays_under_which_edition(office, edition, draft):
    EnrollmentFactory.create_batch(2, requirement_set=edition)
    page = office.get(at("edition", draft)).text
    assert "Nobody who is already enrolled." in page
    assert "2 students stay under edition 1." in page
    assert "New enrollments from publication on get edition 2." in page


def test_publishing_appends_to_the_log(office, draft):
    answer = office.post(at("edition_publish", draft), {"shown": mark_of(draft)})
    assert (answer.status_code, answer.url) == (303, at("edition", draft))
    assert PublishedEdition.objects.get(requirement_set=draft).entry in LogEntry.objects.all()


def test_publishing_says_which_course_took_the_hours_over(office, draft):
    clinical = SubjectAreaFactory(is_clinical=True)
    practicum = CourseFactory(title="Practicum", subject_area=clinical, minutes=6600)
    CurriculumLineFactory(program=draft.program, course=practicum)
    draft.requirements.filter(category="hands-on").update(minutes=6600)
    answer = office.post(at("edition_publish", draft), {"shown": mark_of(draft)}, follow=True)
    said = f"“{practicum}” now has 120 hours, as the edition requires."
    assert said in [str(message) for message in answer.context["messages"]]


def test_only_what_was_shown_is_published(cora, draft):
    shown = mark_of(draft)
    RequirementSet.objects.filter(pk=draft.pk).update(daily_cap_minutes=60)
    with pytest.raises(DraftChanged):
        publish_edition(actor=cora, edition=draft, shown=shown, now=NOW)


def test_a_published_edition_is_not_published_again_nor_deleted(office, cora, draft):
    publish_edition(actor=cora, edition=draft, shown=mark_of(draft), now=NOW)
    with pytest.raises(AlreadyPublished):
        publish_edition(actor=cora, edition=draft, shown=mark_of(draft), now=NOW)
    assert office.post(at("draft_delete", draft)).status_code == 404
    assert office.get(at("draft", draft)).status_code == 302


def test_a_draft_is_deleted_after_one_question(office, draft):
    assert office.get(at("draft_delete", draft)).status_code == 200
    assert office.post(at("draft_delete", draft)).status_code == 303
    assert not RequirementSet.objects.filter(pk=draft.pk).exists()


def test_the_list_shows_which_edition_is_in_force(office, edition, draft):
    page = office.get(reverse("hours:setup_editions")).text
    assert "In force since" in page
    assert "Continue the draft" in page


def test_an_empty_draft_is_refused_with_a_sentence(office, cora, draft):
    draft.requirements.all().delete()
    answer = office.post(at("edition_publish", draft), {"shown": mark_of(draft)})
    assert answer.status_code == 422
    assert "Add at least one requirement before publishing." in answer.text
