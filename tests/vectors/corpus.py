"""All vectors, and the files that they are kept in."""

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.factories.paper.schools import example_school
from tests.factories.transcripts import in_bytes

from .facts import hours, signers, statements, totals
from .files import broken_files, damage, newer, shapes
from .log import chains, heads, keys, weak_signatures
from .readers import kept, sites, witnesses
from .true import changes, names_and_times, transcripts
from .vector import Vector

DOCS = Path(__file__).parents[2] / "docs"
FOLDER, EXAMPLE, INDEX = "transcript-vectors", "transcript-example.json", "vectors.json"
SPELLED = {"[]": "no items", "{}": "no fields", '""': "no text"}
MODULES = (
    transcripts,
    changes,
    names_and_times,
    broken_files,
    shapes,
    damage,
    keys,
    weak_signatures,
    heads,
    chains,
    statements,
    hours,
    signers,
    totals,
    kept,
    witnesses,
    sites,
    newer,
)


def all_vectors() -> list[Vector]:
    return [vector for module in MODULES for vector in module.vectors()]


def files_of_docs() -> dict[str, bytes]:
    """Return the example and the corpus as files, by their path in docs/."""
    corpus = {f"{FOLDER}/{name}": data for name, data in files(all_vectors()).items()}
    return {EXAMPLE: in_bytes(example_school().form()), **corpus}


def files(vectors: Iterable[Vector]) -> dict[str, bytes]:
    """Return the files of a corpus with their index. What several vectors share is one file.

    Names depend on nothing but the vector, so that another one in between changes no other file.
    """
    kept: dict[str, bytes] = {}
    rows = [row(vector, kept) for vector in vectors]
    return {INDEX: in_lines(rows), **kept}


def row(vector: Vector, kept: dict[str, bytes]) -> dict[str, Any]:
    """Return a vector as the index has it, and keep its files."""
    name = f"{slug(vector.about)}.json"
    if name in kept:
        raise ValueError(f"two vectors are about {name}")
    if not vector.parts:
        kept[name] = vector.data
    published = in_lines(vector.published) if vector.published else None
    return {
        "about": vector.about,
        **({"parts": vector.parts} if vector.parts else {"file": name}),
        "published": published and shared("keys", "json", published, kept),
        "kept": [shared("checkpoint", "txt", each.encode(), kept) for each in vector.kept],
        "policy": vector.policy and shared("policy", "txt", vector.policy.encode(), kept),
        "site": vector.site,
        "verdict": vector.verdict,
        "step": vector.step,
        "code": vector.code,
    }


def shared(kind: str, ending: str, data: bytes, kept: dict[str, bytes]) -> str:
    """Keep a file under the name of its contents, and return that."""
    name = f"{kind}-{sha256(data).hexdigest()[:12]}.{ending}"
    kept[name] = data
    return name


def slug(about: str) -> str:
    text = re.sub("(?<![a-z0-9])-(?=[0-9])", "minus ", about.lower().replace("'", ""))
    for sign, word in SPELLED.items():
        text = text.replace(sign, f" {word} ")
    return "-".join(re.findall("[a-z0-9_.]+", text))


def in_lines(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
