"""Check a transcript of clinic hours yourself:

    python verify_transcript.py FILE [--keys F] [--checkpoint F ...] [--policy F] [--online]

Needs Python 3.10 and `pip install cryptography`, but no network unless you say --online.
--keys        the school's list of keys, saved from its site: /.well-known/practicum-keys.json
--checkpoint  a signed head of the log that you kept from earlier; may be given several times
--policy      which witnesses must have signed the log, and how many (C2SP tlog-policy)
--online      ask the school's site whether the transcript was revoked or superseded

The first line says VALID (exit status 0), REFUSED (1) or UNKNOWN (2: something could not be checked; without
--keys, anyone could have made the file). The exit status is 64 for wrong usage and for a file that cannot be
used. The rules are in docs/transcript-format.md. One file because a copy of it must be all you need.
"""

import argparse
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections import Counter, namedtuple
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    print("This needs one library: python -m pip install cryptography", file=sys.stderr)
    raise SystemExit(64) from None

FORMAT, NEWER = "practicum-transcript/2", "practicum-transcript/([3-9]|[1-9][0-9]+)"
MAX_BYTES, MAX_MARKS, MAX_DEPTH, MAX_INTEGER = 5_000_000, 200_000, 10, 2**53 - 1

# ---- What each object contains: `field:type`, with `?` for a type or null, `*` for a list, `+` for a list
# ---- that is not empty, `=` for one of these texts and `#` for one of these integers.

FRAME = "schema:#2 seq:number kind:name at:instant"
PLACE = "enrollment:uuid enrollment_seq:number previous:hash?"
SIGNED = "signer:signer statement:words authentication:authentication local:local"
HOURS = f"{PLACE} minutes:integer clients:integer {SIGNED}"
PAPER = f"{HOURS} category:text requirement:text occurred_on:date document:hash"
STUDY = (
    f"{PLACE} student:number name:hash number:hash program:program requirement_set:reference"
    " status:status started_on:date target_on:date ended_on:date?"
)
KINDS = {
    "requirement_set": "program:program edition:number citation:text rounding:rounding"
    " minutes_per_clock_hour:#50|60 requirements:requirement* digest:hash",
    "license": "license:uuid supervisor:number printed_name:name credential:text"
    " license_number:text jurisdiction:text issued_on:date expires_on:date is_withdrawn:flag",
    "key": "key_id:key_id previous:key_id compromised_since:instant?",
    "enrollment": STUDY,
    "enrollment_change": STUDY,
    "sign_off": f"{HOURS} session:session fingerprint:hash license:reference history:history"
    " attendance:attendance?",
    "transfer": PAPER,
    "opening": PAPER,
    "reversal": f"{HOURS} reverses:reference reason:hash",
    "transcript": f"{PLACE} number:number statement:hash log_size:number files:issued*",
    "revocation": f"{PLACE} transcript:reference reason:hash",
    "subject_hours": f"{PLACE} minutes:integer clients:#0 {SIGNED} subject:text ends_on:date",
    "shift_closed": "shift:uuid site:text starts_at:instant ends_at:instant presences:count"
    " closed_by:number",
    "month_closed": f"{PLACE} month:month minutes:integer",
}
SHAPES = {
    "file": f"format:={FORMAT} statement:text signature:signature key_id:key_id checkpoint:text"
    " later:later? keys:key+ entries:entry+ openings:opened*",
    "later": "checkpoint:text proof:digest*",
    "key": "statement:text signature:signature endorsement:signature?",
    "entry": "payload:text signature:signature key_id:key_id proof:digest*",
    "opened": "commitment:hash salt:salt text:text",
    "signing_key": "schema:#2 kind:=signing_key key_id:key_id key:jwk first_seq:number"
    " previous:key_id? previous_compromised_since:instant? added_at:instant",
    "jwk": "crv:=Ed25519 kty:=OKP x:key_id",
    "stated": f"format:={FORMAT} number:number code:code issued_at:instant issued_by:issuer"
    " school:school student:student study:study standard:standard? requirements:total*"
    " chain:chain log:log",
    "issuer": "name:text title:text",
    "school": "name:text legal_name:text address:text campus:text phone:text email:text"
    " site:text zone:text",
    "student": "name:text number:text",
    "study": "enrollment:uuid program:text edition:number citation:text started_on:date"
    " ended_on:date? status:status minutes_per_clock_hour:#50|60",
    "standard": "name:text jurisdiction:text authority:text citation:text minutes:count?"
    " clinical_minutes:count? declaration:text",
    "total": "category:text name:text citation:text required_minutes:count required_clients:count"
    " maximum_minutes:count? minutes:count paper_minutes:count counted_minutes:count clients:count",
    "chain": "length:number leaf_hash:hash",
    "log": "origin:text size:number root:hash",
    "program": "slug:text name:text",
    "requirement": "category:text name:text citation:text minutes:count clients:count"
    " maximum_minutes:count?",
    "reference": "seq:number leaf_hash:hash",
    "signer": "account:number printed_name:name credential:text license_number:text"
    " jurisdiction:text expires_on:date?",
    "words": "version:text language:text text:text",
    "authentication": "method:name at:instant",
    "session": "session:uuid version:number category:text requirement:text site:text zone:text"
    " starts_at:instant ends_at:instant local:span break_minutes:count minutes:integer"
    " rounding:rounding clients:count provenance:=typed|clocked|attested note:hash",
    "history": "events:number digest:hash",
    "attendance": "supervised_minutes:count over_ratio_minutes:count unsupervised_minutes:count",
    "issued": "name:file_name sha256:hash",
    # What the school's site answers.
    "standing": "state:=issued|superseded|revoked|unknown since:instant? statement:hash?"
    " checkpoint:text",
    "growth": "from:number to:number from_root:hash to_root:hash proof:digest*",
}
WORDS = {  # texts of which only some are allowed
    "status": "=active|on_leave|completed|ended",
    "rounding": "=none|quarter_down",
}
LEAST = {"integer": -MAX_INTEGER, "count": 0, "number": 1}
DAY = "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
OFFSET = f"(?!-00:00)[+-]{CLOCK}"
LAST = "[AEIMQUYcgkosw048]"  # in base64, of 32 bytes: it leaves the two unused bits zero
PATTERNS = {
    "text": "[\\s\\S]*",
    "name": "[\\s\\S]+",
    "file_name": "[0-9A-Za-z._-]+",
    "hash": "[0-9a-f]{64}",
    "uuid": "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "code": "[0-7][0-9A-HJKMNP-TV-Z]{25}",
    "key_id": f"[0-9A-Za-z_-]{{42}}{LAST}",
    "digest": f"[0-9A-Za-z+/]{{42}}{LAST}=",
    "signature": "[0-9A-Za-z+/]{85}[AQgw]==",
    "salt": "[0-9A-Za-z+/]{21}[AQgw]==",
    "date": DAY,
    "month": "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])",
    "instant": f"{DAY}T{CLOCK}:[0-5][0-9]\\.[0-9]{{6}}Z",
    "local": f"{DAY}T{CLOCK}:[0-5][0-9]{OFFSET}",
    "span": f"{DAY}T{CLOCK}{OFFSET}/{DAY}T{CLOCK}{OFFSET}",
}
DATED = ("date", "instant", "local", "span")

# ---- What is said of each step.

Step = namedtuple("Step", "name ok code params")
_ = str  # marks sentences that the school's site translates
SENTENCES = {
    "form": _("The file is a transcript in the right format."),
    "keys": _("Each key is signed by itself and by the previous key. Keys: {count}."),
    "trust": _("These are the keys the school has published."),
    "checkpoint": _("The checkpoint is signed: a log of {size} entries with root {root}."),
    "statement": _("The statement is signed: transcript {number} for {student}."),
    "entries": _("Each entry here is signed and in the log. Entries: {count}."),
    "chain": _("Every entry of this enrollment up to number {length} is here."),
    "facts": _("The student, program, dates and requirements are those in the log."),
    "hours": _("Times, minutes, licenses and signers are consistent. Entries with hours: {count}."),
    "totals": _(
        "The totals are the sums of the entries: {minutes} minutes. Clocked: {clocked}, attested:"
        " {attested}, typed in: {typed}, from documents: {paper}."
    ),
    "pinned": _("The log agrees with the checkpoints that you kept. Checkpoints: {count}."),
    "online": _("The school's site says that it has not been revoked or superseded."),
    "superseded": _("The school's site says that it was superseded on {since}."),
    "period": _("The key that signed it is still in use."),
    "continued": _("The key that signed it was replaced, and the log continues from here."),
    "stolen_continued": _(
        "Someone else may have had the key that signed it since {since}, but the log continues from"
        " here under a newer one."
    ),
    "witnesses": _("Enough of your witnesses have signed the log. Witnesses: {count}."),
    # Open: neither passed nor failed (see OPEN).
    "newer_format": _("It is in a newer format. Get a newer verifier from the school's site."),
    "trust_open": _(
        "Anyone could have made this. Use the school's list of keys (--keys), or compare the newest"
        " key with the one the school has published: {key}"
    ),
    "pinned_open": _("The log could not be compared with your checkpoint of {size} entries."),
    "online_untrusted": _("The site was not asked: without --keys, it may not be the school's."),
    "online_open": _("The school's site could not be asked, or its answer could not be checked."),
    "ended": _(
        "The key that signed it was replaced. Ask for the file again, or use --online: it must be"
        " shown that the log continues from here."
    ),
    "stolen": _(
        "Someone else may have had the key that signed it since {since}. Ask for the file again, or"
        " use --online: it must be shown that the log continues from here."
    ),
    "witnesses_open": _("Not enough of your witnesses have signed the log. Witnesses: {count}."),
    # Failed.
    "malformed": _("This is not a transcript, or part of it is missing, cut off or malformed."),
    "too_large": _("The file is larger or more deeply nested than any transcript."),
    "misshapen": _("A field is missing, unknown or of the wrong type: {where}"),
    "note_malformed": _("A checkpoint is not in the right format."),
    "key_broken": _("Key {number} is not signed by itself and by the previous key."),
    "key_unpublished": _("The school has not published these keys."),
    "key_unknown": _("A signature names a key that was not in use at that time: {key}"),
    "unsigned": _("It was changed: its signature does not match."),
    "note_unsigned": _("A checkpoint is not signed by a key that was in use at that time."),
    "later_unproven": _("The log is not shown to continue into the later checkpoint."),
    "log_differs": _("The statement and the checkpoint refer to different logs."),
    "entry_order": _("Entry {seq} is not in its place: entries are in ascending order."),
    "entry_unsigned": _("Entry {seq} was changed: its signature does not match."),
    "entry_unproven": _("Entry {seq} is not proven to be in the log."),
    "chain_broken": _("Entry {seq} does not continue the chain of this enrollment."),
    "chain_backward": _("Entry {seq} is earlier than the one before it."),
    "chain_differs": _("The entries are not all that the statement counts for this enrollment."),
    "reference_wrong": _("Entry {seq} refers to an entry that is not here or does not fit."),
    "taken_twice": _("Entry {seq} takes back what was taken back before."),
    "entry_stray": _("Entry {seq} does not belong to this enrollment."),
    "opening_wrong": _("A text that the file opens is not the one in the log."),
    "openings_differ": _("The file does not open exactly what the statement shows."),
    "fact_differs": _("The statement is not what the log says: {field}"),
    "student_changed": _("Entry {seq} is about another student."),
    "ends_before_start": _("Entry {seq} ends before it starts."),
    "transcript_wrong": _("Entry {seq} is not a transcript issued before this one."),
    "issued_early": _("The statement was issued before its last entry."),
    "fingerprint_wrong": _("Entry {seq} was signed for another session."),
    "amount_wrong": _("Entry {seq} counts other minutes or clients than it should."),
    "minutes_wrong": _("The minutes of entry {seq} do not follow from its times."),
    "local_wrong": _("The local times of entry {seq} are not its times."),
    "requirement_wrong": _("Entry {seq} does not match a requirement of the enrollment."),
    "license_wrong": _(
        "The license of entry {seq} is not its signer's, or was not valid that day."
    ),
    "attendance_wrong": _("Entry {seq} contradicts how its times were recorded."),
    "signed_early": _("Entry {seq} was signed before the session ended."),
    "authentication_wrong": _("The signer of entry {seq} did not prove who they are at that time."),
    "own_hours": _("Entry {seq} is signed by the student."),
    "overlap": _("Entry {seq} overlaps with another session."),
    "category_twice": _("The category {category} is stated twice."),
    "counted_wrong": _("The counted minutes of {category} do not follow from its minutes."),
    "totals_differ": _("The total of {category} is not the sum of its entries."),
    "pinned_other": _("Your checkpoint of {size} entries is from another log."),
    "rewritten": _("The log was rewritten: it agrees up to entry {agreed}, but not at {size}."),
    "online_unknown": _("The school's site says that it has no such transcript."),
    "online_rewritten": _("The log on the school's site is not the one that this is from."),
    "online_other": _("The school's site says that this code belongs to another transcript."),
    "revoked": _("The school's site says that it was revoked on {since}."),
    "cosignature_wrong": _("The signature of the witness {name} does not match."),
}
OPEN = {"newer_format", "trust_open", "pinned_open", "online_untrusted", "online_open"}
OPEN |= {"ended", "stolen", "witnesses_open"}
VALID, REFUSED, UNKNOWN, WRONG_USE = 0, 1, 2, 64  # exit statuses
VERDICTS = {  # the first line, and what it means
    VALID: ("VALID", _("This is what the school signed.")),
    REFUSED: ("REFUSED", _("This is not what the school signed. Do not rely on it.")),
    UNKNOWN: (
        "UNKNOWN",
        _("Nothing contradicts it, but not everything could be checked. See below."),
    ),
}
UNASKED = _("Only the school can say if it still stands: ask with --online.")
MARKS = {True: "ok", False: "FAILED", None: "open"}
ABOUT = (
    _("Student: {student}, number {student_number}"),
    _("Program: {program}, requirements edition {edition}, {status} since {started_on}"),
    _("School: {school}"),
    _("Issued: transcript {number} of {issued_at}, by {issuer}"),
    _("Hours of {clock_hour} minutes by category, up to entry {length} of the enrollment:"),
)
TOTAL = _(
    "{name}: {minutes} (from documents: {paper_minutes}), counted {counted_minutes} of"
    " {required_minutes}"
)
AROSE = _(
    "Times: clocked {clocked}, attested {attested}, typed in {typed}; from documents {paper}."
)
CLIENTS = _("clients {clients} of {required_clients}")
AMOUNT = _("{hours} h {minutes} min")
OPTIONS = {
    "keys": ("store", _("the school's list of keys (practicum-keys.json)")),
    "checkpoint": ("append", _("a checkpoint that you kept; may be given several times")),
    "policy": ("store", _("which witnesses must have signed the log")),
    "online": ("store_true", _("ask the school's site whether it was revoked or superseded")),
}
JOINERS, LONGEST = "\u200c\u200d", 300  # unseen, but some scripts need them
UNREADABLE = _("{file} cannot be read: {reason}.")
NO_KEYS, NO_CHECKPOINT = _("{file} is not a list of keys."), _("{file} is not a checkpoint.")
NO_POLICY = _("{file} is not a policy.")


class Refused(Exception): ...  # args: a code in SENTENCES, and the sentence's parameters


class Unusable(Exception): ...  # args: a sentence, the file it is about, and the reason


def need(holds: object, code: str = "malformed", **params: Any) -> None:
    if not holds:
        raise Refused(code, params)


def refuse_if(seq: int, **faults: bool) -> None:
    """Refuse entry `seq` for the first fault that is true."""
    for code, is_so in faults.items():
        need(not is_so, code, seq=seq)


def verify(
    data: bytes,
    trusted: list[dict] | None = None,
    kept: Iterable[str] = (),
    policy: "Policy | None" = None,
    ask: Callable[[str, str], bytes] | None = None,
) -> list[Step]:
    """Return the steps up to the first that failed. A step's `ok` is None if it is open.

    `trusted` is the published chain of keys and `kept` the notes of checkpoints that the reader kept.
    `ask` returns what the school's site, its first argument, answers for a path. It may raise anything.
    """
    now = SimpleNamespace(data=data, trusted=trusted, kept=kept, policy=policy, ask=ask)
    steps: list[Step] = []
    for name, check in STEPS.items():
        try:
            found = check(now)
        except Exception as error:  # whatever the file made Python raise
            code, params = error.args if isinstance(error, Refused) else ("malformed", {})
            return [*steps, Step(name, False, code, printable(params))]
        if found:
            code, params = found
            steps.append(Step(name, None if code in OPEN else True, code, printable(params)))
            if code == "newer_format":
                break
    return steps


def status_of(steps: Iterable[Step]) -> int:
    """Return VALID, REFUSED or UNKNOWN."""
    found = {step.ok for step in steps}
    return REFUSED if False in found else UNKNOWN if None in found else VALID


# ---- The steps. Each returns the code and parameters of its sentence, or None if it does not apply.

Found = tuple[str, dict]


def check_form(now: SimpleNamespace) -> Found:
    need(len(now.data) <= MAX_BYTES, "too_large")
    text = now.data.decode()
    now.file = canonical(text.removesuffix("\n"))
    need(type(now.file) is dict and type(now.file.get("format")) is str and text[-1] == "\n")
    if re.fullmatch(NEWER, now.file["format"]):
        return "newer_format", {}
    shaped(now.file, "file", "file")
    return "form", {}


def check_keys(now: SimpleNamespace) -> Found:
    now.keys = keys_of(now.file["keys"])
    return "keys", {"count": len(now.keys)}


def check_trust(now: SimpleNamespace) -> Found:
    """Older keys endorse newer ones, so one of the two lists must begin with the other."""
    chain, trusted = now.file["keys"], now.trusted
    if trusted is None:
        return "trust_open", {"key": list(now.keys)[-1]}
    both = min(len(chain), len(trusted))
    need(both and chain[:both] == trusted[:both], "key_unpublished")
    now.keys = keys_of(max(chain, trusted, key=len))
    return "trust", {}


def check_checkpoint(now: SimpleNamespace) -> Found:
    now.head, later = head_of(now.file["checkpoint"], now.keys), now.file["later"]
    need(now.head.signer, "note_unsigned")
    now.heads, now.is_continued = [], False
    if later:
        newer = head_of(later["checkpoint"], now.keys)
        need(newer.signer, "note_unsigned")
        path = [b64decode(each) for each in later["proof"]]
        need(newer.origin == now.head.origin, "later_unproven")
        need(is_consistent(now.head, newer, path), "later_unproven")
        continues(now, newer, newer.signer == newest(now.keys))
    return "checkpoint", {"size": now.head.size, "root": now.head.root.hex()}


def check_statement(now: SimpleNamespace) -> Found:
    text, size = now.file["statement"], now.head.size
    signature = b64decode(now.file["signature"])
    check_signature(now.keys, now.file["key_id"], (size + 1, size), signature, text, "unsigned")
    said = now.said = canonical(text)
    shaped(said, "stated", "statement")
    log = {"origin": now.head.origin, "size": size, "root": now.head.root.hex()}
    need(said["log"] == log, "log_differs")
    return "statement", {"number": said["number"], "student": said["student"]["name"]}


def check_entries(now: SimpleNamespace) -> Found:
    now.entries = []
    for number, record in enumerate(now.file["entries"], 1):
        entry = entry_of(record, f"entries.{number}", now)
        is_later = not now.entries or now.entries[-1]["seq"] < entry["seq"]
        need(is_later, "entry_order", seq=entry["seq"])
        now.entries.append(entry)
    if any(each["kind"] not in KINDS for each in now.entries):
        return "newer_format", {}
    return "entries", {"count": len(now.entries)}


def check_chain(now: SimpleNamespace) -> Found:
    stated, before, taken = now.said["chain"], {"leaf": None, "at": ""}, set()
    enrollment = now.said["study"]["enrollment"]
    now.chain = [each for each in now.entries if each.get("enrollment") == enrollment]
    for number, entry in enumerate(now.chain, 1):
        place = (entry["enrollment_seq"], entry["previous"], entry["kind"] == "enrollment")
        refuse_if(
            entry["seq"],
            chain_broken=place != (number, before["leaf"], number == 1),
            chain_backward=entry["at"] < before["at"],
        )
        before = entry
    need(len(now.chain) == stated["length"], "chain_differs")
    need(before["leaf"] == stated["leaf_hash"], "chain_differs")
    now.by_seq = {entry["seq"]: entry for entry in now.entries}
    now.targets = {entry["seq"]: target_of(entry, now) for entry in now.chain}
    for entry in now.chain:
        if entry["kind"] in ("reversal", "revocation"):
            target = now.targets[entry["seq"]]["seq"]
            need(target not in taken, "taken_twice", seq=entry["seq"])
            taken.add(target)
    belong = {each["seq"] for each in (*now.chain, *filter(None, now.targets.values()))}
    for entry in now.entries:
        need(entry["seq"] in belong, "entry_stray", seq=entry["seq"])
    return "chain", {"length": stated["length"]}


def check_facts(now: SimpleNamespace) -> Found:
    changes = [each for each in now.chain if each["kind"] in STUDIES]
    last = changes[-1]
    for each in changes:
        refuse_if(
            each["seq"],
            student_changed=each["student"] != last["student"],
            ends_before_start=(each["ended_on"] or each["started_on"]) < each["started_on"],
        )
    check_openings(now, last)
    check_stated(now, last, now.targets[last["seq"]])
    check_earlier_transcripts(now)
    need(now.chain[-1]["at"] <= now.said["issued_at"], "issued_early")
    return "facts", {}


def check_hours(now: SimpleNamespace) -> Found:
    count, standing = 0, {}
    for entry in now.chain:
        kind, seq, target = entry["kind"], entry["seq"], now.targets[entry["seq"]]
        if kind in STUDIES:
            student, under = entry["student"], target
            lines = {(line["category"], line["name"]) for line in under["requirements"]}
        if "signer" in entry:
            count += 1
            check_signing(entry, student)
        if kind == "sign_off":
            check_session(entry, target, under, lines)
            standing[seq] = entry["session"]
        elif kind == "reversal":
            amounts = (-entry["minutes"], -entry["clients"])
            refuse_if(seq, amount_wrong=amounts != (target["minutes"], target["clients"]))
            standing.pop(target["seq"], None)
        elif kind in PAPER_KINDS:
            line = (entry["category"], entry["requirement"])
            is_none = entry["minutes"] < 1 or entry["clients"] < 0
            refuse_if(seq, requirement_wrong=line not in lines, amount_wrong=is_none)
        elif kind == "subject_hours":
            refuse_if(seq, amount_wrong=entry["minutes"] < 1)
    check_overlaps(standing)
    return "hours", {"count": count}


def check_totals(now: SimpleNamespace) -> Found:
    sums, rows = sums_of(now), now.said["requirements"]
    stated = Counter(row["category"] for row in rows)
    for row in rows:
        category, most = row["category"], row["maximum_minutes"]
        counted = row["minutes"] if most is None else min(row["minutes"], most)
        need(stated[category] == 1, "category_twice", category=category)
        need(row["counted_minutes"] == counted, "counted_wrong", category=category)
        sums.subtract({(category, name): row[name] for name in SUMS})
    for (category, _name), left in sums.items():
        need(not left, "totals_differ", category=category)
    return "totals", {"minutes": sum(row["minutes"] for row in rows), **arisen(now)}


def check_pinned(now: SimpleNamespace) -> Found | None:
    heads = sorted((head_of(note, now.keys) for note in now.kept), key=lambda head: head.size)
    agreed, unclear, roots = 0, [], {each.size: each.root for each in (now.head, *now.heads)}
    for head in heads:
        need(head.origin == now.head.origin, "pinned_other", size=head.size)
        if head.signer:
            same = roots.setdefault(head.size, head.root) == head.root
            agrees = same and compared(now, head)
            need(agrees is not False, "rewritten", agreed=agreed, size=head.size)
        if head.signer and agrees:
            agreed = head.size
            continues(now, head, True)
        else:
            unclear.append(head.size)
    if unclear:
        return "pinned_open", {"size": unclear[0]}
    return ("pinned", {"count": len(heads)}) if heads else None


def check_online(now: SimpleNamespace) -> Found | None:
    if now.ask is None:
        return None
    if now.trusted is None:  # anyone could have named this site
        return "online_untrusted", {}
    answer = answer_of(now, f"/verify/{now.said['code']}/status", "standing")
    if answer is None:
        return "online_open", {}
    state, since = answer["state"], (answer["since"] or "")[:10]
    need(state != "unknown", "online_unknown")
    digest = sha256(now.file["statement"].encode()).hexdigest()
    need(answer["statement"] == digest, "online_other")
    need(state != "revoked", "revoked", since=since)
    try:
        head = head_of(answer["checkpoint"], now.keys)
    except Refused:
        return "online_open", {}
    usable = head.signer and head.origin == now.head.origin
    agrees = compared(now, head) if usable else None
    need(agrees is not False, "online_rewritten")
    if agrees is None:
        return "online_open", {}
    continues(now, head, head.signer == newest(now.keys))
    return ("superseded", {"since": since}) if state == "superseded" else ("online", {})


def check_period(now: SimpleNamespace) -> Found:
    """A key that has ended may be in anyone's hands. The log must be shown to continue under another."""
    signers = [now.keys[now.head.signer], now.keys[now.file["key_id"]]]
    if all(key.end is None for key in signers):
        return "period", {}
    since = min((key.stolen_since[:10] for key in signers if key.stolen_since), default="")
    if now.is_continued:
        return ("stolen_continued" if since else "continued"), {"since": since}
    return ("stolen" if since else "ended"), {"since": since}


def check_witnesses(now: SimpleNamespace) -> Found | None:
    if now.policy is None:
        return None
    heads = (now.head, *now.heads)
    signed = {label for head in heads for label in cosigners(head, now.policy)}
    logs = {(head.origin, now.keys[each].raw) for head in heads for each in head.signers}
    is_log = not now.policy.logs or logs & now.policy.logs
    enough = is_log and is_quorum(now.policy, signed)
    return "witnesses" if enough else "witnesses_open", {"count": len(signed)}


STEPS: dict[str, Callable[[SimpleNamespace], Found | None]] = {
    "form": check_form,
    "keys": check_keys,
    "trust": check_trust,
    "checkpoint": check_checkpoint,
    "statement": check_statement,
    "entries": check_entries,
    "chain": check_chain,
    "facts": check_facts,
    "hours": check_hours,
    "totals": check_totals,
    "pinned": check_pinned,
    "online": check_online,
    "period": check_period,
    "witnesses": check_witnesses,
}


# ---- Canonical JSON and shapes.


def canonical(text: str) -> Any:
    """Return the value of canonical JSON (RFC 8785). Refuse JSON bombs before parsing them."""
    bare = re.sub(r'"[^"]*"?', "", text.replace(r"\\", "").replace(r"\"", ""))
    marks = re.findall(r"[][{},]", bare)
    depths = accumulate((mark in "[{") - (mark in "]}") for mark in marks)
    need(len(marks) <= MAX_MARKS and max(depths, default=0) <= MAX_DEPTH, "too_large")
    value = json.loads(text, parse_int=integer, parse_float=refused, parse_constant=refused)
    need(written(value) == text)
    return value


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def integer(digits: str) -> int:
    need(len(digits) <= len(str(-MAX_INTEGER)) and abs(int(digits)) <= MAX_INTEGER)
    return int(digits)


def refused(_number: str) -> None:
    raise Refused("malformed", {})


def shaped(value: Any, shape: str, where: str) -> None:
    """Refuse a value that is not exactly of this shape. `where` is its place in the file."""
    shape = SHAPES.get(shape, WORDS.get(shape, shape))
    if ":" in shape:
        need(type(value) is dict, "misshapen", where=where)
        fields = fields_of(shape)
        for name in sorted(value.keys() ^ fields.keys()):
            raise Refused("misshapen", {"where": f"{where}.{name}"})
        for name, each in fields.items():
            shaped(value[name], each, f"{where}.{name}")
    elif shape[-1] == "?":
        if value is not None:
            shaped(value, shape[:-1], where)
    elif shape[-1] in "*+":
        need(type(value) is list and (value or shape[-1] == "*"), "misshapen", where=where)
        for number, each in enumerate(value, 1):
            shaped(each, shape[:-1], f"{where}.{number}")
    else:
        need(is_of_type(value, shape), "misshapen", where=where)


@lru_cache
def fields_of(shape: str) -> dict[str, str]:
    return dict(field.split(":") for field in shape.split())


def is_of_type(value: Any, shape: str) -> bool:
    if shape in LEAST:
        return type(value) is int and value >= LEAST[shape]
    if shape == "flag":
        return type(value) is bool
    if shape[0] == "#":
        return type(value) is int and str(value) in shape[1:].split("|")
    if type(value) is not str:
        return False
    if shape[0] == "=":
        return value in shape[1:].split("|")
    days = re.findall(DAY, value) if shape in DATED else []
    return bool(re.fullmatch(PATTERNS[shape], value)) and all(map(is_day, days))


def is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


# ---- Keys and signatures.

Key = namedtuple("Key", "raw first end stolen_since")  # `end`: the first entry it no longer signs


def keys_of(chain: list[dict]) -> dict[str, Key]:
    """Return the keys by their ids, oldest first."""
    keys: dict[str, Key] = {}
    before = None
    for number, record in enumerate(chain, 1):
        text = record["statement"]
        said = canonical(text)
        shaped(said, "signing_key", f"keys.{number}.statement")
        key_id, first, since = said["key_id"], said["first_seq"], said["previous_compromised_since"]
        fits = (
            key_id == thumbprint(said["key"]["x"])
            and key_id not in keys
            and said["previous"] == before
            and first >= (keys[before].first if before else 1)
            and (before or since is None)
            and (before is None) == (record["endorsement"] is None)
        )
        need(fits, "key_broken", number=number)
        keys[key_id] = Key(urlsafe_b64decode(f"{said['key']['x']}="), first, None, None)
        signed = {key_id: record["signature"], before: record["endorsement"]}
        for each in filter(None, signed):
            good = is_signed(keys[each].raw, b64decode(signed[each]), text)
            need(good, "key_broken", number=number)
        if before:
            keys[before] = keys[before]._replace(end=first, stolen_since=since)
        before = key_id
    return keys


def thumbprint(x: str) -> str:
    """Return the id of a key (RFC 7638)."""
    digest = sha256(f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'.encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def newest(keys: dict[str, Key]) -> str:
    return list(keys)[-1]


def check_signature(
    keys: dict[str, Key],
    key_id: str,
    entries: tuple[int, int],
    signature: bytes,
    text: str,
    code: str,
    **params: Any,
) -> None:
    """Refuse an invalid signature, or one by a key that was not in use for these entries.

    For a head of n entries they are n + 1 and n: at a change of keys, either key may sign.
    """
    key = keys.get(key_id)
    in_use = key and key.first <= entries[0] and (key.end is None or entries[1] < key.end)
    need(in_use, "key_unknown", key=key_id)
    need(is_signed(keys[key_id].raw, signature, text), code, **params)


def is_signed(raw: bytes, signature: bytes, text: str) -> bool:
    """Check a signature so strictly that all implementations agree (see docs/transcript-format.md)."""
    if len(signature) != 64 or is_weak(raw) or is_weak(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def is_weak(point: bytes) -> bool:
    """Return whether a point is of small order, or not written in the one canonical way."""
    y = int.from_bytes(point, "little") & (2**255 - 1)
    return y >= PRIME or y in SMALL_ORDER


PRIME = 2**255 - 19
EIGHTH = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL_ORDER = {0, 1, PRIME - 1, EIGHTH, PRIME - EIGHTH}


# ---- Checkpoints, and the tree that they are heads of.

# `lines` are (name, bytes); `signers` the keys of the school that signed, oldest first.
Head = namedtuple("Head", "origin size root body lines signers signer")
NAME = "[^\\0- +\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
LINE = f"\N{EM DASH} ({NAME}) ([0-9A-Za-z+/]+={{0,2}})\n"
NOTE = re.compile(
    f"(({NAME})\n(0|[1-9][0-9]{{0,15}})\n({PATTERNS['digest']})\n)\n((?:{LINE}){{1,100}})"
)
LOG, WITNESS = 1, 4  # types of keys in a signed note
EMPTY_ROOT = sha256(b"").digest()


def head_of(note: str, keys: dict[str, Key]) -> Head:
    """Read a signed note. Its `signer` is the newest key of the school that signed it, or None."""
    found = NOTE.fullmatch(note)
    if not found or int(found[3]) > MAX_INTEGER:
        raise Refused("note_malformed", {})
    body, origin, size, root, signatures = found.groups()[:5]
    lines = [(name, unpacked(text)) for name, text in re.findall(LINE, signatures)]
    signers: list[str] = []
    for key_id, key in keys.items():
        for name, blob in lines:
            if (name, blob[:4]) == (origin, key_hash(origin, LOG, key.raw)):
                entries = (int(size) + 1, int(size))
                check_signature(keys, key_id, entries, blob[4:], body, "note_unsigned")
                signers.append(key_id)
    newest_of_them = signers[-1] if signers else None
    return Head(origin, int(size), b64decode(root), body, lines, signers, newest_of_them)


def unpacked(text: str) -> bytes:
    """Return the bytes of a signature line: a key's hash and at least one byte more."""
    try:
        data = b64decode(text)
    except ValueError:
        data = b""
    need(len(data) > 4 and b64encode(data).decode() == text, "note_malformed")
    return data


def key_hash(name: str, kind: int, raw: bytes) -> bytes:
    return sha256(f"{name}\n".encode() + bytes([kind]) + raw).digest()[:4]


def climb(node: int, last: int, start: bytes, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """Return the roots of the smaller and of the whole tree that a proof leads to (RFC 9162 §2.1.3-4)."""
    old = new = start
    for each in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = joined(each, old), joined(each, new)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            new = joined(new, each)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None


def joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def is_included(leaf: bytes, seq: int, head: Head, path: list[bytes]) -> bool:
    roots = climb(seq - 1, head.size - 1, leaf, path) if seq <= head.size else None
    return roots is not None and roots[1] == head.root


def is_consistent(old: Head, new: Head, path: list[bytes]) -> bool:
    """Return whether a larger head is proved to continue a smaller one that has entries."""
    if not 0 < old.size < new.size:
        return False
    node, last = old.size - 1, new.size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    if node:
        start, *path = path or [b""]
    else:  # a complete tree is part of the larger one
        start = old.root
    return climb(node, last, start, path) == (old.root, new.root)


def compared(now: SimpleNamespace, head: Head) -> bool | None:
    """Return whether a head is one of the transcript's log, or None if nothing shows it."""
    for known in (now.head, *now.heads):
        if known.size == head.size:
            return known.root == head.root
    old, new = sorted((now.head, head), key=lambda each: each.size)
    if not old.size:
        return old.root == EMPTY_ROOT
    answer = answer_of(now, f"/verify/consistency?from={old.size}&to={new.size}", "growth")
    if not answer or (answer["from"], answer["to"]) != (old.size, new.size):
        return None
    path = [b64decode(each) for each in answer["proof"]]
    if is_consistent(old, new, path):
        return True
    others = (bytes.fromhex(answer["from_root"]), bytes.fromhex(answer["to_root"]))
    is_other = is_consistent(old._replace(root=others[0]), new._replace(root=others[1]), path)
    return False if is_other and others != (old.root, new.root) else None


def continues(now: SimpleNamespace, head: Head, vouches: bool) -> None:
    """Note a head into which the log continues. One that vouches does so for a key that has ended."""
    if head.size >= now.head.size:
        now.heads.append(head)
        now.is_continued = now.is_continued or vouches


def answer_of(now: SimpleNamespace, path: str, shape: str) -> dict | None:
    """Return what the school's site answers. None: it cannot be asked, or says something else."""
    if now.ask is None or now.trusted is None:
        return None
    try:
        answer = json.loads(now.ask(now.said["school"]["site"], path))
        shaped(answer, shape, path)
    except Exception:  # whatever the network or the site did
        return None
    return answer


# ---- Entries, and what they say.

STUDIES, PAPER_KINDS = ("enrollment", "enrollment_change"), ("transfer", "opening")
COUNTING = ("sign_off", *PAPER_KINDS)
REFERENCES = {  # which field refers to an earlier entry, and of which kinds
    "enrollment": ("requirement_set", ("requirement_set",)),
    "enrollment_change": ("requirement_set", ("requirement_set",)),
    "sign_off": ("license", ("license",)),
    "reversal": ("reverses", (*COUNTING, "subject_hours")),
    "revocation": ("transcript", ("transcript",)),
}
OF_THE_SET = ("edition", "citation", "minutes_per_clock_hour")
OF_THE_ENROLLMENT = ("started_on", "ended_on", "status")
ROW = ("category", "name", "citation", "minutes", "clients", "maximum_minutes")
STATED_ROW = (*ROW[:3], "required_minutes", "required_clients", "maximum_minutes")
OF_THE_LICENSE = ("printed_name", "credential", "license_number", "jurisdiction", "expires_on")
SUMS = ("minutes", "paper_minutes", "clients")
UNRECORDED = (("typed", False), ("clocked", True))  # attested times may have attendance, or not
MINUTE, FRESH_FOR = timedelta(minutes=1), timedelta(minutes=5)


def entry_of(record: dict, where: str, now: SimpleNamespace) -> dict:
    text = record["payload"]
    said = canonical(text)
    need(type(said) is dict, "misshapen", where=where)
    kind = said.get("kind")
    if type(kind) is str and kind in KINDS:
        shaped(said, f"{FRAME} {KINDS[kind]}", where)
    else:  # of a newer format, if it is an entry
        frame = {name: said[name] for name in fields_of(FRAME) if name in said}
        shaped(frame, FRAME, where)
    seq, signature = said["seq"], b64decode(record["signature"])
    params = {"code": "entry_unsigned", "seq": seq}
    check_signature(now.keys, record["key_id"], (seq, seq), signature, text, **params)
    leaf = sha256(b"\0" + text.encode()).digest()
    path = [b64decode(each) for each in record["proof"]]
    need(is_included(leaf, seq, now.head, path), "entry_unproven", seq=seq)
    return {**said, "leaf": leaf.hex()}


def target_of(entry: dict, now: SimpleNamespace) -> dict | None:
    """Return the earlier entry that an entry refers to, if its kind does."""
    field, kinds = REFERENCES.get(entry["kind"], ("", ()))
    if not field:
        return None
    mine, target = entry["enrollment"], now.by_seq.get(entry[field]["seq"])
    fits = (
        target
        and target["seq"] < entry["seq"]
        and target["leaf"] == entry[field]["leaf_hash"]
        and target["kind"] in kinds
        and target.get("enrollment", mine) == mine
    )
    need(fits, "reference_wrong", seq=entry["seq"])
    return target


def check_openings(now: SimpleNamespace, last: dict) -> None:
    """The file opens what the statement shows, and nothing else."""
    opened = {}
    for each in now.file["openings"]:
        digest = sha256(b64decode(each["salt"]) + each["text"].encode()).hexdigest()
        need(digest == each["commitment"], "opening_wrong")
        opened[digest] = each["text"]
    documents = [each["document"] for each in now.chain if "document" in each]
    listed = [each["commitment"] for each in now.file["openings"]]
    need(listed == sorted({last["name"], last["number"], *documents}), "openings_differ")
    for name in ("name", "number"):
        holds = now.said["student"][name] == opened[last[name]]
        need(holds, "fact_differs", field=f"student.{name}")


def check_stated(now: SimpleNamespace, last: dict, under: dict) -> None:
    """The statement says what the enrollment and its requirement set say."""
    study = now.said["study"]
    logged = {"program": last["program"]["name"]}
    logged |= {name: under[name] for name in OF_THE_SET}
    logged |= {name: last[name] for name in OF_THE_ENROLLMENT}
    for name, value in logged.items():
        need(study[name] == value, "fact_differs", field=f"study.{name}")
    rows = [[row[name] for name in STATED_ROW] for row in now.said["requirements"]]
    lines = [[line[name] for name in ROW] for line in under["requirements"]]
    need(rows == lines, "fact_differs", field="requirements")


def check_earlier_transcripts(now: SimpleNamespace) -> None:
    number = 0
    for each in now.chain:
        if each["kind"] == "transcript":
            names = [file["name"] for file in each["files"]]
            fits = number < each["number"] < now.said["number"] and each["log_size"] < each["seq"]
            need(fits and names == sorted(set(names)), "transcript_wrong", seq=each["seq"])
            number = each["number"]


def check_signing(entry: dict, student: int) -> None:
    at, proved = moment(entry["at"]), moment(entry["authentication"]["at"])
    refuse_if(
        entry["seq"],
        local_wrong=not is_local(entry["local"], at),
        authentication_wrong=not timedelta(0) <= at - proved <= FRESH_FOR,
        own_hours=entry["signer"]["account"] == student,
    )


def check_session(entry: dict, license: dict, under: dict, lines: set) -> None:
    said, signer, attendance = entry["session"], entry["signer"], entry["attendance"]
    starts, ends = moment(said["starts_at"]), moment(said["ends_at"])
    elapsed = (ends - starts) // MINUTE
    worked = elapsed - said["break_minutes"]
    exact = said["rounding"] == "none"
    start, end = said["local"].split("/")
    licensed = [license["supervisor"], *(license[name] for name in OF_THE_LICENSE)]
    line = (said["category"], said["requirement"])
    refuse_if(
        entry["seq"],
        fingerprint_wrong=sha256(written(said).encode()).hexdigest() != entry["fingerprint"],
        amount_wrong=said["minutes"] < 1
        or (entry["minutes"], entry["clients"]) != (said["minutes"], said["clients"]),
        ends_before_start=ends <= starts,
        minutes_wrong=said["minutes"] != (worked if exact else worked - worked % 15),
        local_wrong=not (is_local(start, starts) and is_local(end, ends)),
        requirement_wrong=line not in lines or said["rounding"] != under["rounding"],
        license_wrong=licensed != [signer["account"], *(signer[name] for name in OF_THE_LICENSE)]
        or not license["issued_on"] <= start[:10] <= license["expires_on"]
        or license["is_withdrawn"],
        attendance_wrong=(said["provenance"], attendance is None) in UNRECORDED
        or sum((attendance or {}).values()) > elapsed,
        signed_early=entry["at"] < said["ends_at"],
    )


def check_overlaps(standing: dict[int, dict]) -> None:
    """Nobody is in two places. `standing` are the sessions that were not taken back."""
    end = ""
    for seq, said in sorted(standing.items(), key=lambda each: (each[1]["starts_at"], each[0])):
        refuse_if(seq, overlap=said["starts_at"] < end)
        end = said["ends_at"]


def sums_of(now: SimpleNamespace) -> Counter:
    """Return the sums of the chain by category and name."""
    sums: Counter = Counter()
    for entry in now.chain:
        source = now.targets[entry["seq"]] if entry["kind"] == "reversal" else entry
        if source["kind"] in COUNTING:
            category = source.get("session", source)["category"]
            paper = entry["minutes"] if source["kind"] in PAPER_KINDS else 0
            amounts = zip(SUMS, (entry["minutes"], paper, entry["clients"]), strict=True)
            sums.update({(category, name): amount for name, amount in amounts})
    return sums


def arisen(now: SimpleNamespace) -> dict[str, int]:
    """Return the minutes by how their times arose. They sum to the total."""
    minutes = dict.fromkeys(("clocked", "attested", "typed", "paper"), 0)
    for entry in now.chain:
        source = now.targets[entry["seq"]] if entry["kind"] == "reversal" else entry
        if source["kind"] in COUNTING:
            how = source["session"]["provenance"] if "session" in source else "paper"
            minutes[how] += entry["minutes"]
    return minutes


def moment(instant: str) -> datetime:
    return datetime.fromisoformat(instant.removesuffix("Z"))


def is_local(text: str, at: datetime) -> bool:
    """Return whether a local time is an instant, cut to the minute or second that the text shows."""
    wall, sign, hours, minutes = text[:-6], text[-6], int(text[-5:-3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    seconds = at.second if len(wall) > len("2026-11-23T12:00") else 0
    return moment(wall) - at.replace(second=seconds, microsecond=0) == offset


# ---- Witnesses (C2SP tlog-policy and tlog-cosignature).

Policy = namedtuple("Policy", "logs witnesses groups quorum")


def policy_of(text: str) -> Policy:
    """Read a policy: keys of logs {(name, key)}, of witnesses by label, groups {label: (least, labels)}."""
    need(not re.search("[\0-\x08\x0b-\x1f\x7f]", text))
    logs: set[tuple] = set()
    witnesses: dict[str, tuple] = {}
    groups: dict[str, tuple] = {}
    quorums: list[str] = []
    members: list[str] = []
    for line in text.split("\n"):
        word, *rest = re.split("[ \t]+", line.strip(" \t"))
        known = {*witnesses, *groups}
        if word == "log" and len(rest) in (1, 2):
            key = key_in(rest[0], LOG)
            need(key[1] not in [raw for _name, raw in logs])
            logs.add(key)
        elif word == "witness" and len(rest) in (2, 3):
            key = key_in(rest[1], WITNESS)
            need(rest[0] not in {*known, "none"})
            need(key[1] not in [raw for _name, raw in witnesses.values()])
            witnesses[rest[0]] = key
        elif word == "group" and len(rest) > 2:
            label, least, *own = rest
            members += own
            need(label not in {*known, "none"} and known.issuperset(own))
            need(len(members) == len(set(members)))
            least = {"any": "1", "all": str(len(own))}.get(least, least)
            need(re.fullmatch("[1-9][0-9]{0,3}", least) and int(least) <= len(own))
            groups[label] = (int(least), own)
        elif word == "quorum" and len(rest) == 1:
            need(rest[0] in {*known, "none"})
            quorums += rest
        else:
            need(not word or word[0] == "#")
    need(len(quorums) == 1)
    return Policy(logs, witnesses, groups, quorums[0])


def key_in(vkey: str, kind: int) -> tuple[str, bytes]:
    """Return the name and public key in a verifier key: name+hash+key."""
    name, mark, text = vkey.split("+", 2)
    data = unpacked(text)
    need(re.fullmatch(NAME, name) and len(data) == 33 and data[0] == kind)
    need(mark == key_hash(name, kind, data[1:]).hex())
    return name, data[1:]


def cosigners(head: Head, policy: Policy) -> Iterator[str]:
    """Yield the labels of the policy's witnesses who signed. Refuse a signature that does not match."""
    for label, (name, raw) in policy.witnesses.items():
        for line, blob in head.lines:
            if (line, blob[:4]) == (name, key_hash(name, WITNESS, raw)):
                seconds = int.from_bytes(blob[4:12], "big")
                text = f"cosignature/v1\ntime {seconds}\n{head.body}"
                good = seconds < 2**63 and is_signed(raw, blob[12:], text)
                need(good, "cosignature_wrong", name=name)
                yield label


def is_quorum(policy: Policy, signed: set[str]) -> bool:
    met = signed | {"none"}
    for label, (least, members) in policy.groups.items():  # each names only those before it
        if len(met.intersection(members)) >= least:
            met.add(label)
    return policy.quorum in met


# ---- On the command line.

SECONDS, MAX_ANSWER = 10, 100_000
SITE = re.compile(
    r"(?:https://[^@?#\\\s]+|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?(?:/[^@?#\\\s]*)?)"
)


class WithinTheSite(urllib.request.HTTPRedirectHandler):
    """Refuse redirects to another host."""

    def redirect_request(self, request: Any, *args: Any) -> Any:
        here, there = (urlsplit(url)[:2] for url in (request.full_url, args[-1]))
        return super().redirect_request(request, *args) if here == there else None


def ask_site(site: str, path: str) -> bytes:
    need(SITE.fullmatch(site) and site.isascii())
    deadline = time.monotonic() + SECONDS
    opener = urllib.request.build_opener(WithinTheSite)
    headers = {"User-Agent": "verify_transcript.py", "Accept": "application/json"}
    request = urllib.request.Request(site.rstrip("/") + path, headers=headers)
    try:
        answer = opener.open(request, timeout=SECONDS)
    except urllib.error.HTTPError as error:
        answer = error  # a code that the site does not know is "not found", with an answer
    body = b""
    with answer:
        need(answer.status in (200, 404))
        while piece := answer.read1(10_000):
            body += piece
            need(len(body) <= MAX_ANSWER and time.monotonic() < deadline)
    return body


def report(given: Any, say: Callable[[str], str] = str) -> tuple[int, list[str]]:
    """Return the exit status and the lines to print. Raises Unusable if a file cannot be used."""
    data = read(given.file)
    trusted = made(given.keys, NO_KEYS, published) if given.keys else None
    kept = [made(path, NO_CHECKPOINT, note_in) for path in given.checkpoint]
    policy = made(given.policy, NO_POLICY, policy_in) if given.policy else None
    steps = verify(data, trusted, kept, policy, ask_site if given.online else None)
    status = status_of(steps)
    verdict, meaning = VERDICTS[status]
    lines = [verdict, say(meaning)]
    if status == VALID and not given.online:
        lines.append(say(UNASKED))
    if status != REFUSED and "totals" in [step.name for step in steps]:
        said, found = json.loads(json.loads(data)["statement"]), {step.name: step for step in steps}
        lines += ["", *about(said, found["totals"].params, say), ""]
    for step in steps:
        said = say(SENTENCES[step.code]).format(**step.params)
        lines.append(f"{MARKS[step.ok]:<7}{step.name:<11}{said}")
    return status, lines


def about(said: dict, sums: dict, say: Callable[[str], str]) -> Iterator[str]:
    """Yield what a statement says: who, which program, the hours by category, and how times arose."""
    study, issuer = said["study"], said["issued_by"]
    clock_hour = study["minutes_per_clock_hour"]
    facts = {
        **study,
        "student": said["student"]["name"],
        "student_number": said["student"]["number"],
        "school": said["school"]["name"],
        "number": said["number"],
        "issued_at": said["issued_at"][:10],
        "issuer": ", ".join(filter(None, [issuer["name"], issuer["title"]])),
        "clock_hour": clock_hour,
        "length": said["chain"]["length"],
    }
    for line in ABOUT:
        yield say(line).format(**printable(facts))
    for row in said["requirements"]:
        durations = [name for name in row if name.endswith("minutes") and row[name] is not None]
        amounts = {name: amount(row[name], clock_hour, say) for name in durations}
        parts = (TOTAL, CLIENTS) if row["required_clients"] else (TOTAL,)
        shown = printable({**row, **amounts})
        yield "  " + "; ".join(say(part).format(**shown) for part in parts)
    how = {name: amount(minutes, clock_hour, say) for name, minutes in sums.items()}
    yield say(AROSE).format(**how)


def amount(minutes: int, clock_hour: int, say: Callable[[str], str]) -> str:
    return say(AMOUNT).format(hours=minutes // clock_hour, minutes=minutes % clock_hour)


def printable(params: dict) -> dict:
    """Return parameters without anything that moves a cursor or hides letters, at a length to read."""
    return {name: seen(it) if isinstance(it, str) else it for name, it in params.items()}


def seen(text: str) -> str:
    letters = (
        each if each.isprintable() or each in JOINERS else f"\\u{{{ord(each):x}}}"
        for each in text[:LONGEST]
    )
    return "".join(letters)


def made(path: Path, sentence: str, make: Callable[[bytes], Any]) -> Any:
    data = read(path)
    try:
        return make(data)
    except Exception:  # as in `verify`
        raise Unusable(sentence, path, "") from None


def read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: an invalid file name
        reason = getattr(error, "strerror", None) or error
        raise Unusable(UNREADABLE, path, reason) from None


def published(data: bytes) -> list[dict]:
    """Return the chain of keys in a JWK Set."""
    chain = [key["practicum"] for key in json.loads(text_in(data))["keys"]]
    shaped(chain, "key+", "keys")
    keys_of(chain)
    return chain


def note_in(data: bytes) -> str:
    head_of(text_in(data), {})
    return text_in(data)


def policy_in(data: bytes) -> Policy:
    return policy_of(text_in(data))


def text_in(data: bytes) -> str:
    """Return the text in a reader's own file, as a shell or an editor on Windows may have saved it."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if is_wide else "utf-8-sig").replace("\r\n", "\n")


def add_options(parser: Any, say: Callable[[str], str] = str) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    for name, (action, meaning) in OPTIONS.items():
        kind = {} if action == "store_true" else {"metavar": "FILE", "type": Path}
        parser.add_argument(f"--{name}", action=action, help=say(meaning), **kind)
    parser.set_defaults(checkpoint=[])


def spell_out_letters_that_a_console_lacks() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def main() -> int:
    spell_out_letters_that_a_console_lacks()
    parser = argparse.ArgumentParser(description="Verify a clinic hours transcript.")
    add_options(parser)
    try:
        status, lines = report(parser.parse_args())
    except Unusable as error:
        sentence, path, reason = error.args
        print(sentence.format(file=str(path), reason=reason), file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return WRONG_USE
    except SystemExit as error:  # argparse has said what is wrong; its 2 would mean UNKNOWN
        return WRONG_USE if error.code else 0
    try:
        print(*lines, sep="\n", flush=True)
    except OSError:  # nobody reads on; the exit status still says it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


if __name__ == "__main__":
    raise SystemExit(main())
