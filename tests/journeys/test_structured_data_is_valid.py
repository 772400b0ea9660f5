"""Structured data uses schema.org's vocabulary, according to the types of `schema-dts`."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.demo_pages import one_of_each_type
from tests.validators import INSTALLED, validator_or_skip

pytestmark = pytest.mark.looks

STRUCTURED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
EVERY_KIND = {
    *("BlogPosting", "BreadcrumbList", "CollegeOrUniversity", "Course", "EducationEvent"),
    *("EducationalOccupationalProgram", "FAQPage", "MedicalClinic", "Person"),
}


def check(things: dict[str, dict], folder: Path) -> str:
    """Return the compiler's complaints about each thing, checked as the type it claims."""
    kinds = sorted({thing["@type"] for thing in things.values()})
    lines = [f'import type {{ {", ".join(kinds)} }} from "{INSTALLED / "schema-dts"}";']
    for number, (address, thing) in enumerate(things.items()):
        lines += [f"// {address}", f"export const thing{number}: {thing['@type']} ="]
        lines += [json.dumps(thing, indent=1, ensure_ascii=False) + ";"]
    (folder / "pages.ts").write_text("\n".join(lines), encoding="utf-8")
    command = [*validator_or_skip("node", "typescript/bin/tsc"), "--noEmit", "--strict"]
    command += ["--module", "nodenext", "--skipLibCheck", "pages.ts"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    ).stdout.strip()


def said_by(text: str) -> list[dict]:
    return [
        thing for found in STRUCTURED_DATA.findall(text) for thing in json.loads(found)["@graph"]
    ]


def test_every_page_uses_the_vocabulary(demo_school, client, tmp_path):
    things = {
        f"{address} {number}": thing
        for address in one_of_each_type()
        for number, thing in enumerate(said_by(client.get(address).text))
    }

    assert check(things, tmp_path) == ""
    assert {thing["@type"] for thing in things.values()} >= EVERY_KIND


def test_control_unknown_properties_and_value_types_are_found(tmp_path):
    wrong = {
        "word": {"@type": "BlogPosting", "headlines": "Back pain"},
        "value": {"@type": "EducationEvent", "location": {"@type": "Offer"}},
        "place": {"@type": "Course", "provider": {"@type": "Organization", "founded": "1999"}},
    }
    found = check(wrong, tmp_path)

    assert """'"headlines"' does not exist""" in found
    assert """'"founded"' does not exist""" in found
    assert """Type '"Offer"' is not assignable""" in found
