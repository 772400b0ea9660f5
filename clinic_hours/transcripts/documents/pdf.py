"""The printed transcript as PDF/UA-1 and PDF/A-3a, set by typst. The same one gives the same bytes."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import override

from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .json import transcript_json
from .legible import breakable, contained, is_printable_alone, legible
from .paper import content
from .typefaces import FONTS, STACK

HERE = Path(__file__).parent
TYPED = ("school", "facts", "requirements", "conclusion", "signature", "sessions", "header")


def transcript_pdf(document: TranscriptDocument, language: str) -> bytes:
    """Return the transcript on US Letter in the given language, with its JSON attached.

    All content reaches typst as JSON, never as markup, so a name cannot become an instruction.
    """
    attached = transcript_json(document).decode()
    issued_at = datetime.fromisoformat(document.statement.issued_at).replace(microsecond=0)
    shown = replace(
        document, statement=contained(document.statement), lines=contained(document.lines)
    )
    with override(language):
        words = content(shown, language)
    words |= {part: breakable(words[part]) for part in TYPED}
    words["fonts"] = STACK
    try:
        return typeset(words, attached, issued_at)
    except typst.TypstError:  # characters without a glyph
        words = legible(words)
    try:
        return typeset(words, attached, issued_at)
    except typst.TypstError:  # characters that can be printed, but not combined
        return typeset(legible(words, is_printable_alone), attached, issued_at)


def typeset(words: dict[str, Any], attached: str, issued_at: datetime) -> bytes:
    return typst.compile(
        HERE / "transcript.typ",
        root=HERE,
        font_paths=FONTS,
        sys_inputs={"data": json.dumps(words, ensure_ascii=False), "attached": attached},
        pdf_standards=["ua-1", "a-3a"],
        timestamp=issued_at,
    )
