"""The style guide: every component in every state, for building and reviewing pages.

Served in DEBUG only. The data is made up here, so that no database is needed.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.templatetags.interface import STATUSES


class SampleForm(forms.Form):
    """One field of each kind."""

    date = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    start = forms.TimeField(label="Started", widget=forms.TimeInput(attrs={"type": "time"}))
    end = forms.TimeField(
        label="Finished", widget=forms.TimeInput(attrs={"type": "time"}), required=False
    )
    requirement = forms.ChoiceField(
        label="Requirement",
        widget=forms.RadioSelect,
        choices=[("a", "Hands-on"), ("b", "Outreach"), ("c", "Observation")],
    )
    site = forms.ChoiceField(
        label="Clinic",
        help_text="Where you saw clients.",
        choices=[("", "Choose a clinic"), ("1", "Community clinic"), ("2", "Harbor outreach")],
    )
    clients = forms.IntegerField(label="Clients treated", min_value=0, required=False)
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Please don't include client names.",
        required=False,
    )
    areas = forms.MultipleChoiceField(
        label="Where you worked",
        widget=forms.CheckboxSelectMultiple,
        choices=[("n", "Neck"), ("u", "Upper back"), ("l", "Lower back")],
        required=False,
    )
    overnight = forms.BooleanField(label="Ended the next day", required=False)
    email = forms.EmailField(disabled=True, required=False, initial="lucia@school.test")


class WrongForm(forms.Form):
    """A form with errors."""

    email = forms.EmailField(help_text="The address that your school knows.")
    requirement = forms.ChoiceField(
        label="Requirement",
        widget=forms.RadioSelect,
        choices=[("a", "Hands-on"), ("b", "Outreach")],
    )
    agree = forms.BooleanField(label="I supervised this session in person")


CHART = {
    "summary": "You are 3 weeks ahead of your January 8 target.",
    "signed": [(0, 0), (0.12, 0.1), (0.22, 0.24), (0.34, 0.4), (0.46, 0.54), (0.54, 0.66)],
    "projected": [(0.54, 0.66), (0.85, 1)],
    "target": [(0, 0), (1, 1)],
    "x_ticks": [(0, "Sep"), (0.25, "Oct"), (0.5, "Nov"), (0.75, "Dec"), (1, "Jan")],
    "y_ticks": [(0, "0"), (0.25, ""), (0.5, "62"), (0.75, ""), (1, "125")],
    "finish_label": "finish Dec 18",
    "caption": "Hours signed off by month",
    "columns": [{"label": "Month"}, {"label": "Hours", "number": True}],
    "rows": [["September", "14.00"], ["October", "38.50"], ["November", "30.00"]],
}

EVENTS = [
    {
        "title": "Logged",
        "icon": "pencil",
        "at": datetime(2026, 11, 17, 22, 40, tzinfo=UTC),
        "who": "Lucía Ferrer",
    },
    {
        "title": "Submitted",
        "icon": "send",
        "tone": "info",
        "at": datetime(2026, 11, 17, 22, 41, tzinfo=UTC),
        "who": "Lucía Ferrer",
    },
    {
        "title": "Returned",
        "icon": "corner-up-left",
        "tone": "danger",
        "at": datetime(2026, 11, 18, 14, 5, tzinfo=UTC),
        "who": "Rosa Castellanos, LMT",
        "quote": "You left at 5:00, the last client canceled. Please correct the end time.",
    },
    {
        "title": "Signed off",
        "icon": "signature",
        "tone": "success",
        "at": datetime(2026, 11, 19, 15, 30, tzinfo=UTC),
        "who": "Rosa Castellanos, LMT",
        "details": "Ledger entry 1,482",
    },
]

SESSIONS = [
    {"student": "Lucía Ferrer", "minutes": 210, "finding": ("ok", "Within the daily limit")},
    {
        "student": "Joel Rivera",
        "minutes": 510,
        "finding": ("blocking", "2.50 h over the daily limit"),
    },
    {
        "student": "Hana Kovač",
        "minutes": 240,
        "finding": ("warning", "Note may name a client"),
    },
]


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    context = {
        "site_navigation": [
            {"title": "Programs", "url": "#programs", "active": True},
            {"title": "Careers in massage", "url": "#careers"},
            {"title": "Community clinic", "url": "#clinic"},
            {"title": "Stories", "url": "#stories"},
            {"title": "About", "url": "#about"},
        ],
        "school": SimpleNamespace(
            name="College of Massage",
            shown_tagline="Clinic hours: supervised, signed and verifiable.",
            address="1200 Biscayne Boulevard\nMiami, FL 33132",
            phone="(305) 555-0142",
            phone_url="tel:+13055550142",
            email="hello@school.test",
            legal=[{"title": "Privacy", "url": "#privacy"}],
        ),
        "variants": ["primary", "secondary", "pine", "danger", "quiet"],
        "tones": ["neutral", "success", "warning", "danger", "info", "outline"],
        "levels": ["success", "info", "warning", "error"],
        "statuses": list(STATUSES),
        "form": SampleForm(initial={"requirement": "a", "areas": ["n"]}),
        "wrong_form": WrongForm({"wrong-email": "lucia"}, prefix="wrong"),
        "program_facts": [
            {"value": "500", "label": "hours"},
            {"value": "125", "label": "in clinic"},
            {"value": "8", "label": "months"},
        ],
        "stats": [
            {"value": "500 h", "label": "Massage Therapy"},
            {"value": "125 h", "label": "supervised clinic"},
            {"value": "8 months", "label": "day or evening"},
        ],
        "facts": [
            {"term": "Student", "description": "Hana Kovač"},
            {"term": "Supervisor", "description": "Rosa Castellanos, LMT · MA 48213"},
        ],
        "tabs": [
            {"label": "All", "url": "#all", "active": True, "count": 31},
            {"label": "Returned", "url": "#returned", "count": 1},
            {"label": "Signed off", "url": "#signed"},
        ],
        "crumbs": [
            {"title": "Students", "url": "#students"},
            {"title": "Hana Kovač"},
        ],
        "chart": CHART,
        "events": EVENTS,
        "sessions": SESSIONS,
        "page": Paginator(range(200), 10).page(7),
    }
    return render(request, "styleguide/index.html", context)


@login_not_required
def styleguide_desk(request: HttpRequest) -> HttpResponse:
    """Show the layout of a desk."""
    links = [
        ("Overview", "layout-dashboard", 0, True),
        ("My hours", "clock", 1, False),
        ("Shifts", "calendar-days", 0, False),
        ("Skills", "hand", 0, False),
        ("Transcript", "file-check", 0, False),
    ]
    desk = {
        "navigation": [
            {
                "url": f"#{drawing}",
                "label": label,
                "icon": drawing,
                "count": count,
                "active": active,
            }
            for label, drawing, count, active in links
        ],
        "others": [{"key": "instructor", "label": "Instructor's desk"}],
    }
    return render(request, "styleguide/desk.html", {"desk": desk, "chart": CHART})


@login_not_required
def styleguide_error(request: HttpRequest, code: int) -> HttpResponse:
    """Show an error page as visitors see it; in DEBUG Django shows its own."""
    return render(request, f"{code}.html", {"megabytes": 5})
