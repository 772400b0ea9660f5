"""What the site of a paper school answers."""

from hashlib import sha256

from tests.factories.paper_log import PaperLog, b64
from tests.factories.transcripts import CODE


def status(school: PaperLog, form: dict, **lies: object) -> dict[str, dict]:
    """Return the answer about a transcript, by path. It has been issued, if nothing else is said."""
    answer = {
        "state": "issued",
        "since": None,
        "statement": sha256(form["statement"].encode()).hexdigest(),
        "checkpoint": school.checkpoint(),
    }
    return {f"/verify/{CODE}/status": answer | lies}


def growth(school: PaperLog, old: int, new: int | None = None, **lies: object) -> dict[str, dict]:
    """Return the answer about two sizes of the log, by path."""
    new = new or len(school.posted)
    answer = {
        "from": old,
        "to": new,
        "from_root": school.root(old).hex(),
        "to_root": school.root(new).hex(),
        "proof": [b64(each) for each in school.growth(old, new)],
    }
    return {f"/verify/consistency?from={old}&to={new}": answer | lies}
