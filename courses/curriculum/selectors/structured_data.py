"""Structured data for programs and courses: schema.org, built from the records."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from home.core.addresses import full_address
from home.core.school_time import today
from home.site.models import SiteSettings
from home.site.selectors.sharing import share_picture_url

from .groups import next_start_of


def program_data(page: Any, request: HttpRequest) -> dict:
    """Return a program page as an EducationalOccupationalProgram, omitting unknown properties."""
    program, standard = page.program, page.program.standard
    start = next_start_of(program.groups, today())
    data = {
        "@type": "EducationalOccupationalProgram",
        "name": page.title,
        "description": page.search_description or page.lede,
        "url": full_address(page, request),
        "image": share_picture_url(page, request),
        "identifier": program.slug,
        "provider": school_of(request),
        "timeToComplete": f"P{program.length_months}M",
        "educationalCredentialAwarded": str(program.get_award_display()),
        "occupationalCredentialAwarded": standard.shown_name if standard else "",
        "startDate": start.first_day.isoformat() if start else "",
    }
    if page.costs:
        data["offers"] = {
            "@type": "Offer",
            "category": "Total cost",
            "price": f"{page.total_cost:.2f}",
            "priceCurrency": "USD",
            "url": data["url"],
        }
    return {key: value for key, value in data.items() if value}


def course_data(page: Any, request: HttpRequest) -> dict:
    """Return a course page as a Course with its hours."""
    course = page.course
    address = full_address(page, request)
    return {
        "@type": "Course",
        "name": page.title,
        "description": page.search_description or page.lede or course.shown_summary or page.title,
        "url": address,
        "courseCode": course.code,
        "provider": school_of(request),
        "timeRequired": f"PT{course.minutes}M",
        "about": course.subject_area.shown_name,
        "inLanguage": get_language(),
    }


def school_of(request: HttpRequest) -> dict:
    school = SiteSettings.for_request(request)
    return {"@type": "CollegeOrUniversity", "name": school.name, "url": settings.SITE_URL}
