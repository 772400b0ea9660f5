"""Keys and signatures that no honest signer makes, and about which libraries disagree."""

import base64
from hashlib import sha256, sha512

from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.keys import jwk, thumbprint
from tests.factories.paper.schools import open_school
from tests.factories.paper_log import b64, key_from
from tests.vectors.vector import Vectors, damaged, in_text, put, refused

PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
EIGHTH = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
NEUTRAL = (1).to_bytes(32, "little")
WEAK_KEYS = {
    "the neutral element": 1,
    "of order 2": PRIME - 1,
    "of order 4": 0,
    "of order 8": EIGHTH,
    "the neutral element, not reduced": PRIME + 1,
    "the neutral element with a sign": 1 | 1 << 255,
    "not reduced": 2**255 - 2,
}


def vectors() -> Vectors:
    school = open_school()
    form = school.form()
    for about, y in WEAK_KEYS.items():
        raw = y.to_bytes(32, "little")
        # [S]B = R + [k]A holds for S = 0 and R = A = the neutral element, whatever was signed.
        nothing = b64(NEUTRAL + bytes(32))
        first = {"statement": stated(raw), "signature": nothing, "endorsement": None}
        changed = form | {"keys": [first]}
        yield refused(
            "keys", "key_broken", f"A key that is {about}", school, changed, published=None
        )
    signature = base64.b64decode(form["signature"])
    number = int.from_bytes(signature[32:], "little")
    for about, data in {
        "whose S is too large": signature[:32] + (number + ORDER).to_bytes(32, "little"),
        "of zeros": bytes(64),
        "whose R is the neutral element": neutral_signature(form["statement"].encode()),
        "over the hash of the text": school.keys[0].sign(
            sha256(form["statement"].encode()).digest()
        ),
    }.items():
        changed = damaged(form, put("signature", b64(data)))
        yield refused("statement", "unsigned", f"A signature {about}", school, changed)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for path, unused in (("signature", 3), ("openings.0.salt", 3), ("entries.0.proof.0", 2)):
        for about, change in {
            "unused bits that are set": lambda text, at=-unused: (
                text[:at] + letters[letters.index(text[at]) + 1] + text[at:][1:]
            ),
            "no padding": lambda text: text.rstrip("="),
            "a line feed": lambda text: f"{text}\n",
            "the letters of base64url": lambda text: f"-{text[1:]}",
        }.items():
            changed = damaged(form, in_text(path, change))
            about = f"Base64 with {about}, in {path}"
            yield refused("form", "misshapen", about, school, changed)


def stated(raw: bytes) -> str:
    return canonical_json(
        {
            "schema": 2,
            "kind": "signing_key",
            "key_id": thumbprint(raw),
            "key": jwk(raw),
            "first_seq": 1,
            "previous": None,
            "previous_compromised_since": None,
            "added_at": "2026-11-16T17:00:00.000000Z",
        }
    ).decode()


def neutral_signature(text: bytes) -> bytes:
    """Return a signature by the school's first key, made without the random part: R is neutral."""
    seed = sha256(b"key 1").digest()
    expanded = bytearray(sha512(seed).digest()[:32])
    expanded[0] &= 248
    expanded[31] = expanded[31] & 127 | 64
    secret = int.from_bytes(expanded, "little")
    public = key_from("key 1").public_key
    k = int.from_bytes(sha512(NEUTRAL + public + text).digest(), "little")
    return NEUTRAL + (k * secret % ORDER).to_bytes(32, "little")
