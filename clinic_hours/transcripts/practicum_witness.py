"""Be a witness: python practicum_witness.py --log URL --name NAME --key FILE --state FOLDER

A witness checks that everything it has seen in a school's log of clinic hours is still there, and cosigns
the newest checkpoint. The school then cannot rewrite its log unnoticed.
Needs Python 3.10 and `pip install cryptography`.

  --show-key       print the line that the school needs, after creating the key if FILE does not exist
  --keys LIST      the school's practicum-keys.json, from a source that you trust more than its site
  --every MINUTES  keep running; otherwise look once

NAME usually starts with your web address: board.example/witness. FOLDER keeps what you have seen. Back it
up: whoever empties it makes this witness forget. Nothing is cosigned before it is stored there.

The exit status says what happened:
   0  the newest checkpoint is cosigned, or already was
   1  THE LOG WAS REWRITTEN. Both checkpoints, each signed by the school, are in FOLDER/evidence
   2  the log cannot be reached now
   3  the log's answer makes no sense: an error page, no checkpoint, a wrong proof
   4  a checkpoint or a list of keys is not signed with the keys known so far
   5  a file or folder on this computer cannot be read or written
   6  the school did not accept the cosignature
  64  this program was called incorrectly
  70  this program made a mistake

The formats are C2SP's signed-note, tlog-checkpoint and tlog-cosignature.
One file because a copy of it must be all that a witness needs.
"""

import argparse
import json
import os
import re
import sys
import tempfile
import time
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections import namedtuple
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
        load_pem_private_key,
    )
except ImportError:
    print("This needs one library: python -m pip install cryptography", file=sys.stderr)
    raise SystemExit(64) from None

COSIGNED, REWRITTEN, UNREACHABLE, NONSENSE, UNTRUSTED, LOCAL, NOT_ACCEPTED = range(7)
WRONG_USE, MISTAKE = 64, 70
NAME = r"[^\s+\x00-\x1f]{1,255}"
NOTE = "((\\S+)\n(0|[1-9][0-9]{0,15})\n(\\S+)\n)\n((?:\N{EM DASH} \\S+ \\S+\n){1,100})"
LINE = "\N{EM DASH} (\\S+) (\\S+)\n"
MOST_BYTES, PATIENCE = 1_000_000, 30  # of an answer; seconds
Note = namedtuple("Note", "text body origin size root lines")
# A key signs entries from `first` up to but not including `end`.
Key = namedtuple("Key", "raw first end")


class Stop(Exception):
    """Looking ends here. args: the exit status and a sentence."""


# Reading what others have signed


def read_note(text: str) -> Note:
    """Return the parts of a checkpoint, unverified. Raises ValueError."""
    found = re.fullmatch(NOTE, text)
    if not found:
        raise ValueError("it is not a checkpoint")
    body, origin, size, root, lines = found.groups()
    signed = [(name, decoded(blob)) for name, blob in re.findall(LINE, lines)]
    return Note(text, body, origin, int(size), decoded(root, 32), signed)


def decoded(text: str, length: int | None = None) -> bytes:
    data = b64decode(text, validate=True)
    if length not in (None, len(data)):
        raise ValueError("a part has the wrong length")
    return data


def is_signed(raw: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_chain(chain: list[dict]) -> list[Key]:
    """Return the school's keys, oldest first, each endorsed by the one before it. Raises ValueError."""
    keys, before = list[Key](), None
    for each in chain:
        text = each["statement"].encode()
        said = json.loads(text)
        raw, first = urlsafe_b64decode(said["key"]["x"] + "="), said["first_seq"]
        jwk = f'{{"crv":"Ed25519","kty":"OKP","x":"{said["key"]["x"]}"}}'
        key_id = urlsafe_b64encode(sha256(jwk.encode()).digest()).decode().rstrip("=")
        fits = (said["key_id"], said["previous"]) == (key_id, before) and type(first) is int
        if not fits or not is_signed(raw, decoded(each["signature"]), text):
            raise ValueError("a key did not sign its own statement")
        if keys:
            endorsed = is_signed(keys[-1].raw, decoded(each["endorsement"]), text)
            if not endorsed or first < keys[-1].first:
                raise ValueError("a key is not endorsed by the key before it")
            keys[-1] = keys[-1]._replace(end=first)
        keys.append(Key(raw, first, float("inf")))
        before = key_id
    if not keys:
        raise ValueError("the list is empty")
    return keys


def is_signed_by_log(note: Note, keys: list[Key]) -> bool:
    """Return whether a key that was in use at that size signed a checkpoint in the log's name."""
    for key in keys:
        mark = sha256(f"{note.origin}\n\1".encode() + key.raw).digest()[:4]
        if key.first <= note.size + 1 and note.size < key.end:
            for name, blob in note.lines:
                if (name, blob[:4]) == (note.origin, mark):
                    return is_signed(key.raw, blob[4:], note.body.encode())
    return False


def extends(old: Note, new: Note, path: list[bytes]) -> bool:
    """Return whether the path proves that one log begins with the other (RFC 9162, section 2.1.4.2)."""
    if old.size in (0, new.size):
        return not path and (old.size == 0 or old.root == new.root)
    hashes = path if old.size & (old.size - 1) else [old.root, *path]
    node, last = old.size - 1, new.size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    if not hashes:
        return False
    first = second = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, each)
        node, last = node >> 1, last >> 1
    return last == 0 and (first, second) == (old.root, new.root)


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


# The log


class NoRedirects(HTTPRedirectHandler):
    """A redirect would turn what is sent into a request for a page."""

    def redirect_request(self, *_args: Any) -> None:
        return None


class Log:
    """The school's site."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.opener = build_opener(NoRedirects)

    def ask(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        """Return the status and text of an answer, if it is one by the site itself."""
        form = {"Content-Type": "text/plain; charset=utf-8"}
        try:
            try:
                request = Request(self.address + path, data, form)
                answer = self.opener.open(request, timeout=PATIENCE)
            except HTTPError as error:
                answer = error
            with answer:
                text = answer.read(MOST_BYTES).decode("utf-8", "replace")
        except (HTTPException, OSError, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise Stop(UNREACHABLE, f"{self.address} cannot be reached: {reason}.") from None
        if 300 <= answer.status < 400:
            moved = f"{self.address}{path} redirects to {answer.headers.get('Location')}."
            raise Stop(NONSENSE, f"{moved} Use that site's address with --log.")
        if answer.status == 429 or answer.status >= 500:
            raise Stop(UNREACHABLE, f"{self.address} cannot answer now (status {answer.status}).")
        return answer.status, text

    def get(self, path: str) -> str:
        status, text = self.ask(path)
        if status != 200:
            raise Stop(NONSENSE, f"{self.address}{path} answers {status}: {words(text)}")
        return text

    def newest(self) -> Note:
        text = self.get("/verify/checkpoint")
        try:
            return read_note(text)
        except ValueError:
            sentence = f"{self.address}/verify/checkpoint is not a checkpoint: {words(text)}"
            raise Stop(NONSENSE, sentence) from None

    def chain(self) -> list[dict]:
        path = "/.well-known/practicum-keys.json"
        return chain_in(self.get(path), self.address + path, NONSENSE)

    def still_has(self, old: Note, new: Note) -> bool:
        """Return whether the log that is now `new` has the root of `old` at that size, with a proof."""
        if old.size in (0, new.size):
            return extends(old, new, [])
        text = self.get("/verify/consistency?" + urlencode({"from": old.size, "to": new.size}))
        try:
            answer = json.loads(text)
            root = bytes.fromhex(answer["from_root"])
            path = [decoded(each, 32) for each in answer["proof"]]
        except Exception:  # whatever the answer made Python raise
            raise Stop(NONSENSE, f"The answer is not a proof: {words(text)}") from None
        if root == old.root and not extends(old, new, path):
            numbers = f"from {old.size} to {new.size} entries"
            raise Stop(NONSENSE, f"The log's proof of how it grew {numbers} is wrong.")
        return root == old.root

    def send(self, note: Note, line: str) -> None:
        status, text = self.ask("/verify/cosign/", (note.text + line).encode())
        if status != 200:
            raise Stop(NOT_ACCEPTED, f"The school did not accept the cosignature: {words(text)}")


def words(text: str) -> str:
    """Return the beginning of an answer in one line, to be shown to people."""
    plain = " ".join(re.sub(r"<[^>]*>|[^\S ]", " ", text[:2000]).split())
    return "".join(each for each in plain if each.isprintable())[:160] or "(nothing)"


def chain_in(text: str, where: object, otherwise: int) -> list[dict]:
    """Return the chain in a list of keys. Raises Stop, with that status if it is not a list of keys."""
    try:
        chain = [key["practicum"] for key in json.loads(text)["keys"]]
    except Exception:  # whatever the list made Python raise
        raise Stop(otherwise, f"{where} is not a list of keys: {words(text)}") from None
    try:
        read_chain(chain)
    except Exception:  # likewise
        sentence = f"{where} is not a list in which each key is endorsed by the one before it."
        raise Stop(UNTRUSTED, sentence) from None
    return chain


# What this witness remembers


class Memory:
    """The folder: keys.json, and seen/1.txt, seen/2.txt … in the order in which they were seen."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.keys, self.last = folder, folder / "keys.json", 0
        for each in (folder, folder / "seen"):
            each.mkdir(parents=True, exist_ok=True)

    def seen(self) -> list[Note]:
        paths = (self.folder / "seen").glob("*.txt")
        numbers = sorted(int(path.stem) for path in paths if path.stem.isdigit())
        self.last = numbers[-1] if numbers else 0
        try:
            return [read_note(self.path(each).read_text(encoding="utf-8")) for each in numbers]
        except ValueError:
            where = self.folder / "seen"
            raise Stop(LOCAL, f"A file in {where} was changed. Restore it from a copy.") from None

    def path(self, number: int) -> Path:
        return self.folder / "seen" / f"{number}.txt"

    def remember(self, note: Note) -> None:
        """Store a checkpoint durably, under the number after those that were read."""
        path = self.path(self.last + 1)
        draft = durable_draft(path, note.text)
        try:
            os.link(draft, path)
        except FileExistsError:
            raise Stop(LOCAL, f"Another process is using {self.folder}.") from None
        finally:
            os.unlink(draft)
        settle(path.parent)

    def pinned(self, given: Path | None) -> list[dict]:
        """Return the keys known so far, from the folder and from the list that was given."""
        lists = [path for path in (self.keys, given) if path and (path == given or path.exists())]
        chain = list[dict]()
        for path in lists:
            data = path.read_bytes()
            text = data.decode(json.detect_encoding(data), "replace")
            chain = longer(chain, chain_in(text, path, LOCAL))
        return chain

    def pin(self, chain: list[dict]) -> None:
        text = json.dumps({"keys": [{"practicum": each} for each in chain]}, indent=1)
        os.replace(durable_draft(self.keys, text), self.keys)
        settle(self.folder)

    def keep_evidence(self, old: Note, new: Note) -> str:
        """Store both checkpoints, and return a sentence that says where."""
        name = f"{old.size}-{new.size}-{sha256(new.text.encode()).hexdigest()[:8]}"
        folder = self.folder / "evidence" / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path, text in (
                (folder / "remembered.txt", old.text),
                (folder / "presented.txt", new.text),
                (folder / "keys.json", self.keys.read_text(encoding="utf-8")),
            ):
                os.replace(durable_draft(path, text), path)
            settle(folder)
        except OSError as error:
            return f"The evidence cannot be stored ({error}). Copy it:\n{old.text}\n{new.text}"
        return f"Both checkpoints are signed by the school. Keep {folder}."


def durable_draft(path: Path, text: str) -> str:
    """Write a file beside the path, and return its name once it would survive a power failure."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        os.unlink(draft)
        raise
    return draft


def settle(folder: Path) -> None:
    """Make the names in a folder durable, where folders can be opened."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def longer(known: list[dict], other: list[dict]) -> list[dict]:
    """Return the longer of two chains. Raises Stop unless it begins with the other."""
    both = min(len(known), len(other))
    if known[:both] != other[:both]:
        raise Stop(UNTRUSTED, "The log has other keys now, and the known ones do not endorse them.")
    return max(known, other, key=len)


# The witness


class Witness:
    """A name and a private key."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self.name, self.key = name, key
        self.raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.mark = sha256(f"{name}\n\4".encode() + self.raw).digest()[:4]

    def verifier_key(self) -> str:
        return f"{self.name}+{self.mark.hex()}+{b64encode(bytes([4]) + self.raw).decode()}"

    def line(self, note: Note) -> str:
        now = int(time.time())
        signature = self.key.sign(cosigned_text(note, now))
        blob = b64encode(self.mark + now.to_bytes(8, "big") + signature).decode()
        return f"\N{EM DASH} {self.name} {blob}\n"

    def has_cosigned(self, note: Note) -> bool:
        for name, blob in note.lines:
            if (name, blob[:4]) == (self.name, self.mark):
                at = int.from_bytes(blob[4:12], "big")
                if is_signed(self.raw, blob[12:], cosigned_text(note, at)):
                    return True
        return False


def cosigned_text(note: Note, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{note.body}".encode()


def read_key(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (TypeError, ValueError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Stop(LOCAL, f"{path} does not contain an Ed25519 key. --show-key creates one.")
    return key


def create_key(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def look(log: Log, memory: Memory, witness: Witness, given: Path | None) -> str:
    """Look at the log once: check it, remember it, cosign it. Return a sentence or raise Stop."""
    known = memory.pinned(given)
    note = log.newest()
    chain = longer(known, log.chain())
    if not is_signed_by_log(note, read_chain(chain)):
        raise Stop(UNTRUSTED, "The newest checkpoint is not signed with a key of the log.")
    memory.pin(chain)
    seen = memory.seen()
    if seen:
        compare(log, memory, seen, note)
    if not seen or note.size > seen[-1].size:
        memory.remember(note)
    if witness.has_cosigned(note):
        return f"{note.origin}: {note.size} entries, already cosigned."
    log.send(note, witness.line(note))
    first = "" if known else f" First look: its newest key is {newest_id(chain)}."
    return f"{note.origin}: {note.size} entries, cosigned.{first}"


def newest_id(chain: list[dict]) -> str:
    return json.loads(chain[-1]["statement"])["key_id"]


def compare(log: Log, memory: Memory, seen: list[Note], note: Note) -> None:
    """Raise Stop if the log is no longer the one that was seen."""
    last = seen[-1]
    if note.origin != last.origin:
        what = f"This log is called {note.origin} now, and was {last.origin}."
    elif note.size < last.size:
        what = (
            f"The log has {note.size} entries now, and had {last.size}. {parting(log, seen, note)}"
        )
    elif not log.still_has(last, note):
        what = f"Entries that were seen before are different now. {parting(log, seen, note)}"
    else:
        return
    where = memory.keep_evidence(last, note)
    raise Stop(REWRITTEN, f"THE LOG WAS REWRITTEN. {what} Nothing was cosigned. {where}")


def parting(log: Log, seen: list[Note], note: Note) -> str:
    """Say between which of the sizes that were seen the two histories part."""
    same, other = 0, len(seen) - 1
    try:
        while same < other:
            middle = (same + other) // 2
            if seen[middle].size <= note.size and log.still_has(seen[middle], note):
                same = middle + 1
            else:
                other = middle
    except Stop as stopped:
        return f"Where it begins to differ is unknown: {stopped.args[1]}"
    agreed = seen[same - 1].size if same else 0
    return f"The histories are the same up to {agreed} entries and differ at {seen[same].size}."


def attempt(given: argparse.Namespace) -> tuple[int, str]:
    """Do what was asked for once. Return the exit status and a sentence."""
    try:
        if given.show_key and not given.key.exists():
            create_key(given.key)
        witness = Witness(given.name, read_key(given.key))
        if given.show_key:
            return COSIGNED, witness.verifier_key()
        return COSIGNED, look(Log(given.log), Memory(given.state), witness, given.keys)
    except Stop as stopped:
        return stopped.args
    except OSError as error:
        return LOCAL, f"{error.filename or given.state}: {error.strerror or error}."
    except Exception as error:
        return MISTAKE, f"practicum_witness.py made a mistake: {type(error).__name__}: {error}"


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--log", metavar="URL", help="the school's site")
    parser.add_argument("--name", required=True, help="your name as a witness")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE")
    parser.add_argument("--state", type=Path, metavar="FOLDER")
    parser.add_argument("--keys", type=Path, metavar="LIST")
    parser.add_argument("--show-key", action="store_true")
    how_often = parser.add_mutually_exclusive_group()
    how_often.add_argument("--once", action="store_true", help="look once; this is the default")
    how_often.add_argument("--every", type=float, metavar="MINUTES")
    given = parser.parse_args()
    if not re.fullmatch(NAME, given.name):
        parser.error("--name: use at most 255 characters without spaces and plus signs")
    if not given.show_key:
        if not (given.log and given.state):
            parser.error("--log and --state are needed")
        if not re.fullmatch(r"https?://[^\s?#]+", given.log):
            parser.error("--log: use an address such as https://school.example")
    if given.every is not None and not 0 < given.every < 1e6:
        parser.error("--every: use a number of minutes")
    return given


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console may lack letters
            stream.reconfigure(errors="backslashreplace")
    try:
        given = read_arguments()
    except SystemExit as error:  # argparse has said what is wrong
        return WRONG_USE if error.code else 0
    try:
        while True:
            status, sentence = attempt(given)
            now = time.strftime("%Y-%m-%d %H:%M ") if given.every else ""
            print(now + sentence, file=sys.stderr if status else sys.stdout, flush=True)
            if not given.every or given.show_key or status == REWRITTEN:
                return status
            time.sleep(given.every * 60)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
