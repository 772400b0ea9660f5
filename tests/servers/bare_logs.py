"""A log without meaning, and a site on this machine that presents it to witnesses, truthfully or not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from clinic_hours.ledger.domain.checkpoints import TreeHead, signed_note
from clinic_hours.ledger.domain.keys import KeyStatement
from clinic_hours.ledger.domain.merkle import leaf_hash, node_hash, split
from clinic_hours.ledger.signatures import PrivateKey
from tests.factories.paper_log import NOON, b64, key_from


def root_of(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 9162 §2.1.1 defines it."""
    if len(leaves) == 1:
        return leaves[0]
    half = split(len(leaves))
    return node_hash(root_of(leaves[:half]), root_of(leaves[half:]))


def growth_of(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """Return the proof as RFC 9162 §2.1.4.1 defines it."""
    if old == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = split(len(leaves))
    if old <= half:
        return [*growth_of(old, leaves[:half], whole), root_of(leaves[half:])]
    return [*growth_of(old - half, leaves[half:], False), root_of(leaves[:half])]


class BareLog:
    """Entries without meaning, a chain of keys, and the checkpoint of all entries."""

    def __init__(self, entries: int, seed: str = "log", origin: str = "school.test/hours") -> None:
        self.origin, self.seed = origin, seed
        self.leaves: list[bytes] = []
        self.keys: list[PrivateKey] = []
        self.forms: list[dict] = []
        self.change_keys()
        self.grow(entries)

    def grow(self, more: int) -> None:
        first = len(self.leaves)
        self.leaves += [leaf_hash(b"entry %d" % n) for n in range(first, first + more)]

    def rewrite(self, after: int) -> None:
        """Change every entry after the first ones."""
        self.leaves[after:] = [leaf_hash(b"other " + leaf) for leaf in self.leaves[after:]]

    def change_keys(self, endorsed_by: PrivateKey | None = None) -> None:
        """Add a key, endorsed by the one before it or by another."""
        key, before = (
            key_from(f"{self.seed} {len(self.keys)}"),
            self.keys[-1] if self.keys else None,
        )
        previous = before.id if before else None
        said = KeyStatement(key.public_key, len(self.leaves) + 1, previous, NOON).payload()
        endorsement = (endorsed_by or before).sign(said) if before else None
        form = {
            "statement": said.decode(),
            "signature": b64(key.sign(said)),
            "endorsement": b64(endorsement) if endorsement else None,
        }
        self.keys.append(key)
        self.forms.append(form)

    def note(self, key: PrivateKey | None = None) -> str:
        key = key or self.keys[-1]
        head = TreeHead(self.origin, len(self.leaves), root_of(self.leaves))
        return signed_note(head, key.public_key, key.sign(head.body().encode()))

    def key_list(self) -> str:
        return json.dumps({"keys": [{"kty": "OKP", "practicum": form} for form in self.forms]})

    def consistency(self, old: int, new: int) -> dict[str, Any]:
        return {
            "from": old,
            "to": new,
            "from_root": root_of(self.leaves[:old]).hex(),
            "to_root": root_of(self.leaves[:new]).hex(),
            "proof": [b64(digest) for digest in growth_of(old, self.leaves[:new])],
        }


class PaperSite:
    """What a site answers. `instead` replaces an answer by path: a status and a body, or None for silence."""

    def __init__(self, log: BareLog) -> None:
        self.log = log
        self.address = ""
        self.instead: dict[str, tuple[int, bytes] | None] = {}
        self.lines: dict[str, str] = {}  # the cosignatures under each checkpoint
        self.posted: list[str] = []

    def answer(self, path: str, query: dict[str, int]) -> tuple[int, bytes]:
        if path == "/verify/checkpoint":
            note = self.log.note()
            return 200, (note + self.lines.get(note, "")).encode()
        if path == "/verify/consistency":
            return 200, json.dumps(self.log.consistency(query["from"], query["to"])).encode()
        if path == "/.well-known/practicum-keys.json":
            return 200, self.log.key_list().encode()
        return 404, b"<h1>Not found</h1>"

    def accept(self, text: str) -> tuple[int, bytes]:
        self.posted.append(text)
        note = self.log.note()
        self.lines[note] = text.removeprefix(note)
        return 200, text.encode()


@contextmanager
def served(log: BareLog) -> Iterator[PaperSite]:
    site = PaperSite(log)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: int(value) for name, (value,) in parse_qs(parts.query).items()}
            self.say(parts.path, lambda: site.answer(parts.path, query))

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(self.path, lambda: site.accept(text))

        def say(self, path: str, truth: Any) -> None:
            answer = site.instead[path] if path in site.instead else truth()
            if answer is None:
                return  # the connection is closed without an answer
            status, body = answer
            self.send_response(status)
            self.send_header("Location", "https://elsewhere.test/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
