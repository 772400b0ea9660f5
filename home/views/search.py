"""Search the public site."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.selectors.search import LONGEST, found_pages, suggestions

PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, best first; where nothing was, what is spelled alike."""
    question = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    language = get_language()
    results = Paginator(found_pages(question, language) if question else [], PER_PAGE)
    page = results.get_page(request.GET.get("page"))
    near = [] if page or not question else suggestions(question, language, request)
    context = {"question": question, "results": page, "count": results.count, "suggestions": near}
    return render(request, "home/search/results.html", context)
