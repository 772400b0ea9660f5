"""Dated figures are published with the day they were true and their review date."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.clinic.models import ClinicPage
from tests.factories.courses import ProgramPageFactory
from tests.factories.pages import home_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

COST = {"item": "Tuition", "amount": "9500"}
TREATMENT = {"service": "Swedish massage", "detail": "", "minutes": "50", "price": "35"}
FIGURES = {
    "costs": streamfield([("cost", COST)]),
    "aid": rich_text("<p>Two students pay $1,200 less.</p>"),
    "prices": streamfield([("treatment", TREATMENT)]),
}
EMPTY_TEXTS = ("overview", "schedule", "admissions", "aid", "disclosures")
EMPTY_STREAMS = ("costs", "outcomes", "questions", "downloads", "actions", "hours", "body")


def page_of(figures: str):
    """Return the page with these figures: a program page, or a clinic page with prices."""
    if figures != "prices":
        return ProgramPageFactory()
    return home_page().add_child(instance=ClinicPage(title="Clinic", slug="clinic"))


def form_of(figures: str, **days):
    """Return the editor's form data with the figures and these days."""
    page = page_of(figures)
    column = "treatments" if figures == "prices" else figures
    data = {
        **{name: rich_text("") for name in EMPTY_TEXTS},
        **{name: streamfield([]) for name in (*EMPTY_STREAMS, "treatments")},
        **{"title": page.title, "slug": page.slug, "program": getattr(page, "program_id", "")},
        column: FIGURES[figures],
        **{f"{figures}_{name}": day for name, day in days.items()},
        **{f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")},
    }
    form_class = page.get_edit_handler().get_form_class()
    return form_class(nested_form_data(data), instance=page, for_user=UserFactory())


@pytest.mark.parametrize("figures", FIGURES)
def test_figures_without_dates_are_refused_with_a_sentence(figures):
    errors = form_of(figures).errors

    assert set(errors) == {f"{figures}_as_of", f"{figures}_review_by"}
    assert "Enter the date of these figures" in errors[f"{figures}_as_of"][0]
    assert "should review these figures" in errors[f"{figures}_review_by"][0]


@pytest.mark.parametrize("figures", FIGURES)
def test_figures_with_dates_are_accepted(figures):
    assert form_of(figures, as_of="2026-11-23", review_by="2027-11-23").errors == {}


@pytest.mark.parametrize("figures", FIGURES)
def test_a_review_date_before_the_date_of_the_figures_is_refused(figures):
    errors = form_of(figures, as_of="2026-11-23", review_by="2026-11-23").errors

    assert list(errors) == [f"{figures}_review_by"]


@pytest.mark.parametrize("figures", FIGURES)
def test_a_draft_may_lack_its_dates(figures):
    form = form_of(figures)
    form.defer_required_fields()

    assert form.errors == {}
