"""Check a transcript of clinic hours yourself: python verify_transcript.py FILE [--keys KEYS]

Needs Python 3.10 and `pip install cryptography`, but no network. KEYS is the school's list of keys, saved
from its site: /.well-known/practicum-keys.json. The first line says VALID (exit status 0), REFUSED (1) or
UNKNOWN (2: without the keys, anyone could have made the file). The exit status is 64 for a file that cannot
be opened and for wrong usage. Only the school can say whether a transcript has been superseded or revoked.
The rules are in docs/transcript-format.md. One file because a copy of it must be all you need.
"""

import argparse
import json
import re
import sys
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections import Counter, namedtuple
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    print("This needs one library: python -m pip install cryptography", file=sys.stderr)
    raise SystemExit(64) from None

FORMAT, MAX_BYTES, MAX_MARKS, MAX_DEPTH = "practicum-transcript/1", 5_000_000, 200_000, 8
NOTE = "\\A((\\S+)\n(0|[1-9][0-9]{0,15})\n(\\S+)\n)\n\N{EM DASH} \\2 (\\S+)\n\\Z"
SUMS, PAPER = ("minutes", "clients", "paper_minutes"), ("transfer", "opening")
STEPS = ("form", "keys", "trust", "checkpoint", "statement", "entries", "totals")
Step = namedtuple("Step", "name ok code params")
_ = str  # marks sentences that the school's site translates
SENTENCES = {
    "form": _("The file is a transcript in the right format."),
    "keys": _("Each key is signed by itself and by the previous key. Keys: {count}."),
    "trust": _("These are the keys the school has published."),
    "trust_open": _("Compare the newest key with the one the school has published: {key}"),
    "checkpoint": _("The checkpoint is signed: a ledger of {size} entries with root {root}."),
    "statement": _("The statement is signed: transcript {number} for {student!r}."),
    "entries": _("All listed entries are here, signed and in the ledger. Entries: {count}."),
    "totals": _("The totals are the sums of the entries: {minutes} minutes."),
    "malformed": _("This is not a transcript, or part of it is missing, cut off or malformed."),
    "too_large": _("The file is larger or more deeply nested than any transcript."),
    "key_broken": _("Key {number} is not signed by itself and by the previous key."),
    "key_unpublished": _("The school has not published these keys."),
    "key_unknown": _("A signature names a key that was not in use at that time: {key!r}"),
    "unsigned": _("It was changed: its signature does not match."),
    "log_differs": _("The statement and the checkpoint refer to different ledgers."),
    "entry_unsigned": _("Entry {seq} was changed: its signature does not match."),
    "entry_unproven": _("Entry {seq} is not proven to be in the ledger."),
    "entries_differ": _("The entries are not the ones the statement lists for this enrollment."),
    "reversal_wrong": _("Reversal {seq} does not match the entry it reverses."),
    "totals_differ": _("The total of {category!r} is not the sum of its entries."),
}
VERDICTS = {  # exit status: the first line, and what it means
    0: ("VALID", _("This is what the school signed. Ask the school whether it is still valid.")),
    1: ("REFUSED", _("This is not what the school signed. Do not rely on it.")),
    2: (
        "UNKNOWN",
        _("Without the school's list of keys, anyone could have made this. Use --keys."),
    ),
}
MARKS = {True: "ok", False: "FAILED", None: "open"}
WRONG_USE = 64
UNREADABLE, NO_KEYS = _("{file} cannot be read: {reason}."), _("{file} is not a list of keys.")


class Refused(Exception): ...  # args: a code in SENTENCES, and the sentence's parameters


class Unusable(Exception): ...  # args: a sentence, the file it is about, and the reason


def verify(data: bytes, trusted: list[dict] | None = None) -> list[Step]:
    """Return the steps up to the first that failed. `trusted` is the published chain of keys.

    A step's `ok` is None if it could not be checked: without `trusted`, whose keys they are.
    """
    found = list[tuple]()
    try:
        for code, params in passed(data, trusted):
            found.append((None if code == "trust_open" else True, code, params))
    except Exception as error:  # whatever the file made Python raise
        found.append((False, *(error.args if isinstance(error, Refused) else ("malformed", {}))))
    return [Step(name, *each) for name, each in zip(STEPS, found, strict=False)]


def passed(data: bytes, trusted: list[dict] | None) -> Iterator[tuple[str, dict]]:
    """Yield the code and parameters of each step that passes. Raise Refused at the first that does not."""
    need(len(data) <= MAX_BYTES, "too_large")
    names = "format statement signature key_id checkpoint keys entries"
    form, *rest = parts(canonical(data.decode().removesuffix("\n")), names)
    statement, signature, key_id, note, chain, records = rest
    need(form == FORMAT)
    yield "form", {}
    keys = keys_of(chain)
    yield "keys", {"count": len(keys)}
    if trusted is not None:  # older keys endorse newer ones, so one chain must start with the other
        both = min(len(chain), len(trusted))
        need(both and chain[:both] == trusted[:both], "key_unpublished")
        keys = keys_of(max(chain, trusted, key=len))
    yield ("trust_open", {"key": list(keys)[-1]}) if trusted is None else ("trust", {})
    body, origin, number, root, line = re.findall(NOTE, note)[0]
    size, blob = int(number), unpacked(line, 68)
    log = {"origin": origin, "size": size, "root": unpacked(root, 32).hex()}
    marks = {sha256(f"{origin}\n\1".encode() + keys[each][0]).digest()[:4]: each for each in keys}
    check(keys, marks[blob[:4]], size + 1, size, b64encode(blob[4:]).decode(), body)
    yield "checkpoint", log
    check(keys, key_id, size + 1, size, signature, statement)
    said = canonical(statement)
    need((said["format"], said["log"]) == (FORMAT, log), "log_differs")
    yield "statement", {"number": said["number"], "student": said["student"]["name"]}
    entries = [entry_of(each, keys, log, said["study"]["enrollment"]) for each in records]
    numbers = [each["seq"] for each in entries]
    need(said["entries"] == numbers == sorted(set(numbers)), "entries_differ")
    yield "entries", {"count": len(entries)}
    yield "totals", {"minutes": sum_of(entries, said["requirements"])}


def keys_of(chain: list[dict]) -> dict[str, list]:
    """Return {key id: [32 bytes, first entry it signs, first entry it no longer signs]}."""
    keys, before = {}, None
    for number, each in enumerate(chain, 1):
        text, signature, endorsement = parts(each, "statement signature endorsement")
        said = canonical(text)
        key_id, x, first = said["key_id"], said["key"]["x"], said["first_seq"]
        digest = sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'.encode()).digest()
        thumbprint = urlsafe_b64encode(digest).decode().rstrip("=")
        fits = (key_id, said["previous"], bool(endorsement)) == (thumbprint, before, bool(before))
        need(fits and key_id not in keys and first > 0, "key_broken", number=number)
        keys[key_id] = [urlsafe_b64decode(x + "="), first, float("inf")]
        check(keys, key_id, first, first, signature, text, "key_broken", number=number)
        if before:
            check(keys, before, first, first, endorsement, text, "key_broken", number=number)
            keys[before][2] = first
        before = key_id
    return keys


def check(
    keys: dict,
    key_id: str,
    since: int,
    until: int,
    signed: str,
    text: str,
    code: str = "unsigned",
    **params: Any,
) -> None:
    """Refuse an invalid signature, or one by a key outside its range of entries."""
    raw, first, end = keys.get(key_id, (b"", 1, 0))
    need(first <= since and until < end, "key_unknown", key=key_id)
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(unpacked(signed, 64), text.encode())
    except InvalidSignature:
        raise Refused(code, params) from None


def entry_of(record: dict, keys: dict, log: dict, enrollment: str) -> dict:
    text, signature, key_id, proof = parts(record, "payload signature key_id proof")
    said, root = canonical(text), sha256(b"\0" + text.encode()).digest()
    seq, leaf, node, last = said["seq"], root.hex(), said["seq"] - 1, log["size"] - 1
    check(keys, key_id, seq, seq, signature, text, "entry_unsigned", seq=seq)
    for each in proof:  # RFC 9162, section 2.1.3.2
        while node == last > 0 and not node & 1:  # at the right edge, where there is no sibling
            node, last = node >> 1, last >> 1
        need(last > 0, "entry_unproven", seq=seq)
        pair = unpacked(each, 32) + root if node & 1 else root + unpacked(each, 32)
        root, node, last = sha256(b"\1" + pair).digest(), node >> 1, last >> 1
    need(node == last == 0 and root.hex() == log["root"], "entry_unproven", seq=seq)
    need(said.get("session", said)["enrollment"] == enrollment, "entries_differ")
    return {**said, "leaf_hash": leaf}


def sum_of(entries: list[dict], requirements: list[dict]) -> int:
    sums: Counter = Counter()
    counting = {each["leaf_hash"]: each for each in entries if each["kind"] != "reversal"}
    for said in entries:
        source = said
        if "reverses" in said:
            source = counting.pop(said["reverses"]["leaf_hash"], said)
            fits = all(said[name] == -source[name] for name in SUMS[:2])
            need(
                fits and said["reverses"]["seq"] == source["seq"], "reversal_wrong", seq=said["seq"]
            )
        category = source.get("session", source)["category"]
        amounts = said["minutes"], said["clients"], said["minutes"] * (source["kind"] in PAPER)
        sums.update({(category, name): value for name, value in zip(SUMS, amounts, strict=True)})
    for row in requirements:
        sums.subtract({(row["category"], name): row[name] for name in SUMS})
    wrong = [category for category, _name in sums if sums[category, _name]]
    need(not wrong, "totals_differ", category=", ".join(wrong[:1]))
    return sum(row["minutes"] for row in requirements)


def need(holds: object, code: str = "malformed", **params: Any) -> None:
    if not holds:
        raise Refused(code, params)


def parts(value: dict, names: str) -> list:
    need(value.keys() == set(names.split()))
    return [value[name] for name in names.split()]


def unpacked(text: str, length: int) -> bytes:
    data = b64decode(text)
    need(b64encode(data) == text.encode() and len(data) == length)
    return data


def canonical(text: str) -> Any:
    """Return the value of canonical JSON (RFC 8785). Refuse JSON bombs before parsing them."""
    bare = re.sub(r'"[^"]*"?', "", text.replace(r"\\", "").replace(r"\"", ""))
    marks = re.findall(r"[][{},]", bare)
    depths = accumulate((mark in "[{") - (mark in "]}") for mark in marks)
    need(len(marks) <= MAX_MARKS and max(depths, default=0) <= MAX_DEPTH, "too_large")
    value = json.loads(text, parse_float=int, parse_constant=int)  # int() refuses fractions
    need(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) == text)
    return value


def report(file: Path, keys: Path | None) -> tuple[int, list[Step]]:
    """Check a file against a list of keys, if given. Raises Unusable if one of them cannot be read."""
    steps = verify(read(file), read_keys(keys) if keys else None)
    found = {step.ok for step in steps}
    return (1 if False in found else 2 if None in found else 0), steps


def read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: an invalid file name
        reason = getattr(error, "strerror", None) or error
        raise Unusable(UNREADABLE, path, reason) from None


def read_keys(path: Path) -> list[dict]:
    data = read(path)
    try:  # json.loads detects the encoding in which a shell or an editor saved the list
        chain = [key["practicum"] for key in json.loads(data)["keys"]]
        need(keys_of(chain))
    except Exception:  # as in `verify`
        raise Unusable(NO_KEYS, path, "") from None
    return chain


def spell_out_letters_that_a_console_lacks() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def main() -> int:
    spell_out_letters_that_a_console_lacks()
    parser = argparse.ArgumentParser(description="Verify a clinic hours transcript.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--keys", type=Path, help="the school's practicum-keys.json")
    try:
        given = parser.parse_args()
        status, steps = report(given.file, given.keys)
    except Unusable as error:
        sentence, path, reason = error.args
        print(sentence.format(file=str(path), reason=reason), file=sys.stderr)
        return WRONG_USE
    except SystemExit as error:  # argparse has said what is wrong; its 2 would mean UNKNOWN
        return WRONG_USE if error.code else 0
    print(*VERDICTS[status], sep="\n")
    for step in steps:
        print(f"{MARKS[step.ok]:<7}{SENTENCES[step.code].format(**step.params)}")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
