"""The style guide and the error pages render, each with its expected content."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal import styleguide


def page(view, **kwargs) -> str:
    return view(RequestFactory().get("/styleguide/"), **kwargs).content.decode()


@pytest.mark.django_db
def test_the_style_guide_draws_every_component():
    html = page(styleguide.styleguide)
    for component in ["ring", "meter", "timeline", "empty-state", "pagination", "dialog", "chart"]:
        assert f'class="{component}' in html
    assert html.count('data-testid="session-status"') == len(styleguide.STATUSES) + 1


@pytest.mark.django_db
def test_a_field_ties_its_help_and_its_error_to_its_control():
    html = page(styleguide.styleguide)
    control = html[html.index('name="wrong-email"') :]
    control = control[: control.index(">")]
    assert 'aria-invalid="true"' in control
    assert "id_wrong-email_helptext" in control
    for name in ["id_wrong-email_helptext", "id_wrong-email_error"]:
        assert html.count(f'id="{name}"') == 1


@pytest.mark.django_db
def test_the_error_summary_links_to_the_fields():
    html = page(styleguide.styleguide)
    assert 'href="#id_wrong-email"' in html
    assert 'id="id_wrong-email"' in html


@pytest.mark.django_db
def test_a_desk_marks_the_current_page():
    assert page(styleguide.styleguide_desk).count('aria-current="page"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("code", [403, 404, 413])
def test_an_error_page_keeps_the_sites_frame(code):
    html = page(styleguide.styleguide_error, code=code)
    assert "site-header" in html
    assert 'href="/"' in html


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(400, "We couldn't understand this request"), (500, "Something went wrong on our side")],
)
def test_the_page_of_last_resort_needs_no_database(code, sentence):
    assert sentence in render_to_string(f"{code}.html")


@pytest.mark.parametrize("name", ["base.html", "base_desk.html"])
def test_no_page_has_inline_styles_or_scripts(name):
    html = render_to_string(name, {"site_navigation": [], "school": {}})
    assert " style=" not in html
    assert "<script>" not in html
    assert " onclick=" not in html
