"""The printed transcript: a tagged PDF made with typst. The same transcript gives the same bytes."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import override

from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .legible import FONTS, is_printable_alone, legible
from .paper import content

HERE = Path(__file__).parent


def transcript_pdf(document: TranscriptDocument, language: str) -> bytes:
    """Return the transcript as PDF/UA-1 on US Letter, in the given language.

    All content reaches typst as JSON, never as markup, so a name cannot become an instruction.
    """
    with override(language):
        words = content(document, language)
    issued_at = datetime.fromisoformat(document.statement.issued_at).replace(microsecond=0)
    try:
        return typeset(legible(words), issued_at)
    except typst.TypstError:  # characters that can be printed, but not combined
        return typeset(legible(words, is_printable_alone), issued_at)


def typeset(words: dict[str, Any], issued_at: datetime) -> bytes:
    return typst.compile(
        HERE / "transcript.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=issued_at,
    )
