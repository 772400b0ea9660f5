"""A one-page PDF about each program, in the document library."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import typst
from django.core.files.base import ContentFile
from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.documents import get_document_model
from wagtail.documents.models import Document

from clinic_hours.transcripts.documents.pdf import HERE as SET_TYPE
from courses.curriculum.models import Program
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR

HERE = Path(__file__).parent


def load_sheet(program: Program, words: dict, today: datetime.date) -> Document:
    """Return the document, creating it if missing; it is dated `today`."""
    documents = get_document_model().objects
    title = f"{words['title']}: program sheet"
    found = documents.filter(title=title).first()
    if found is None:
        pdf = ContentFile(_pdf(program, words, title, today), name=f"{words['slug']}.pdf")
        found = documents.create(title=title, file=pdf, file_size=pdf.size)
    return found


def _pdf(program: Program, words: dict, title: str, today: datetime.date) -> bytes:
    subjects = program.courses.values_list("subject_area__name").annotate(sum=Sum("minutes"))
    hours = [[name, f"{minutes / MINUTES_PER_HOUR:g} h"] for name, minutes in subjects.order_by()]
    in_all = sum(minutes for _name, minutes in subjects) / MINUTES_PER_HOUR
    costs = [[row["item"], row["amount"]] for row in words["costs"]]
    total = sum(Decimal(amount.lstrip("$").replace(",", "")) for _item, amount in costs)
    data = {
        "title": title,
        "lede": words["lede"],
        "hours": {
            "head": ["Subject", "Hours"],
            "lines": hours,
            "total": ["In all", f"{in_all:g} h"],
        },
        "costs": {"head": ["For", "Amount"], "lines": costs, "total": ["In all", f"${total:,}"]},
        "note": words["cost_note"],
        "as_of": f"As of {date_format(today)}. The program’s page has the present figures.",
    }
    return typst.compile(
        HERE / "program_sheet.typ",
        root=HERE,
        font_paths=[SET_TYPE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=timezone.now().replace(microsecond=0),
    )
