"""Every place where the school shows or gives away what is on record, and what a reader sees there."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from io import BytesIO
from ipaddress import ip_address

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from clinic_hours.transcripts.models import Transcript
from tests.integration.clinic_hours.record import FIRST, REVERSAL, TRANSFER, Record

VISITORS = itertools.count(int(ip_address("10.0.0.1")))
REFUSED = (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
ENTRIES = (FIRST, TRANSFER, REVERSAL)


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


@cache  # most edits change no file, and reading a PDF takes longer than the request for it
def text_of_pdf(content: bytes) -> str:
    try:
        pages = PdfReader(BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    except PyPdfError:
        return repr(content)


@cache
def text_of_sheets(content: bytes) -> str:
    sheets = load_workbook(BytesIO(content)).worksheets
    return repr([list(sheet.iter_rows(values_only=True)) for sheet in sheets])


def without_checkpoint(response: HttpResponse) -> str:
    """Return what became of a transcript. The checkpoint next to it has its own signature."""
    return json.dumps({**response.json(), "checkpoint": ""})


def says_valid(text: str) -> bool:
    """Return whether a page calls a transcript valid, or an entry unaltered."""
    return "Valid" in text or "Unaltered" in text


def is_given(_text: str) -> bool:
    """A file, or an answer to a program, vouches for all that it says."""
    return True


@dataclass(frozen=True, slots=True)
class Place:
    """An address, the browser that asks for it, how to read the answer, and whether that vouches."""

    address: str
    browser: Client
    read: Callable[[HttpResponse], str] = text_of
    vouches: Callable[[str], bool] = says_valid

    def vouched(self) -> str:
        """Return the text for which this place vouches, or "" if it does not."""
        # A different visitor each time: a single one would soon be rate limited.
        response = self.browser.get(self.address, REMOTE_ADDR=str(ip_address(next(VISITORS))))
        if response.status_code != HTTPStatus.OK:
            assert response.status_code in REFUSED, (self.address, response.status_code)
            return ""
        text = self.read(response)
        return text if self.vouches(text) else ""


READ = {
    "pdf": lambda response: text_of_pdf(response.content),
    "csv": text_of,
    "xlsx": lambda response: text_of_sheets(response.content),
    "json": text_of,
}


def places(record: Record, office: Client) -> Iterator[Place]:
    """Yield all places that vouch for something of the record. Everyone who may see them sees the same."""
    yield from places_of(record.newer, office)
    yield Place(f"/verify/{record.transcript.code}/", Client())
    yield Place(reverse("hours:transcripts", args=[record.lucia.public_id]), office)
    for seq in ENTRIES:
        yield Place(reverse("hours:entry", args=[seq]), office)


def places_of(transcript: Transcript, office: Client) -> Iterator[Place]:
    visitor, code = Client(), transcript.code
    yield Place(f"/verify/{code}/", visitor)
    yield Place(f"/verify/{code}.json", visitor, vouches=is_given)
    yield Place(f"/verify/{code}/status", visitor, without_checkpoint, is_given)
    for form, read in READ.items():
        address = reverse("hours:transcript_file", args=[code, form])
        yield Place(address, office, read, is_given)
