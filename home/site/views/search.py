"""Search on the public site."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.core.views.rate_limits import is_within
from home.site.selectors.search import (
    LONGEST,
    Suggestion,
    found_pages,
    ledes_of,
    suggestions,
)

PER_PAGE = 10
SLIPS = "20/m/ip"  # how often one visitor gets spelling suggestions, which are expensive


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the results, best first, or spelling suggestions if there are none."""
    question = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    language = get_language()
    results = Paginator(found_pages(question, language) if question else [], PER_PAGE)
    page = results.get_page(request.GET.get("page"))
    near = [] if page or not question else offered(request, question, language)
    ledes = ledes_of([each for each in page if not each.search_description])
    context = {
        "question": question,
        "results": page,
        "found": [(each, each.search_description or ledes.get(each.pk, "")) for each in page],
        "count": results.count,
        "suggestions": near,
    }
    return render(request, "home_site/search/results.html", context)


def offered(request: HttpRequest, question: str, language: str) -> list[Suggestion]:
    if not is_within(request, "slip", SLIPS):
        return []
    return suggestions(question, language, request)
