"""Pages: their time compared with the references, and their weight."""

import gzip

from django.conf import settings
from django.test import Client
from wagtail.models import Page, Site

from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramIndexPageFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    StandardSubjectFactory,
)

from .timing import alternated, line, median


def bare_page() -> str:
    """Return the address of the reference page B."""
    from .urls import BarePage

    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(instance=Page(title="Bare", slug="bench-bare"))
    BarePage.objects.filter(pk=page.pk)
    Page.template = BarePage.template
    return "/bench-bare/"


def program_page() -> str:
    """Return the address of a program with ten courses, each shown with the state's minimum."""
    page = ProgramPageFactory(parent=ProgramIndexPageFactory(), program=ProgramFactory())
    RequirementSetFactory(program=page.program)
    for _number in range(10):
        course = CourseFactory()
        StandardSubjectFactory(standard=page.program.standard, subject_area=course.subject_area)
        CurriculumLineFactory(program=page.program, course=course)
    return page.url


def pages(visitor: Client, rosa: Client, student: Client, bare: str, program: str) -> None:
    times = alternated(
        hello=lambda: visitor.get("/bench/hello/"),
        bare=lambda: visitor.get(bare),
        rows=lambda: visitor.get("/bench/rows/"),
        program=lambda: visitor.get(program),
        kept=lambda: from_the_page_cache(visitor, program),
        queue=lambda: rosa.get("/hours/queue/"),
        desk=lambda: student.get("/hours/"),
    )
    hello, bare_time, rows = (median(times[name]) for name in ("hello", "bare", "rows"))
    print(f"      B is {hello / bare_time:.2f} H, Q is {bare_time / rows:.2f} B\n")
    ours = bare_time / median(times["program"])
    line("1", "program page, uncached, in B", ours, "≥ 0.28", good=ours >= 0.28)
    kept = bare_time / median(times["kept"])
    line("4", "the same, from the page cache, in B", kept, "≥ 5", good=kept >= 5)
    queue, desk = rows / median(times["queue"]), bare_time / median(times["desk"])
    line("5", "queue page of 50, in Q", queue, "≥ 0.5", good=queue >= 0.5)
    line("8", "student desk, in B", desk, "≥ 0.35", good=desk >= 0.35)


def from_the_page_cache(visitor: Client, address: str) -> None:
    settings.PUBLIC_PAGES_KEPT = 60
    visitor.get(address)
    settings.PUBLIC_PAGES_KEPT = 0


def weights(rosa: Client) -> None:
    html = rosa.get("/hours/queue/").content
    raw, small = len(html) / 1024, len(gzip.compress(html)) / 1024
    line("17", "queue page at 50 rows, KiB of HTML", raw, "≤ 60", good=raw <= 60)
    line("17", "the same, gzipped", small, "≤ 10", good=small <= 10)
