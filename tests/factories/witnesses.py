"""Witnesses on paper, what they sign, and policies with what they accept.

The table of policies is for every implementation of them.
"""

from dataclasses import dataclass

from clinic_hours.ledger.domain.checkpoints import COSIGNATURE, ED25519, read_note
from clinic_hours.ledger.domain.cosignatures import Cosignature, cosigned_text
from clinic_hours.ledger.domain.verifier_keys import VerifierKey
from clinic_hours.ledger.signatures import PrivateKey

from .paper_log import ORIGIN, key_from

SEEN_AT = 1_577_880_000  # noon UTC on January 1, 2020, which no clock that runs the tests is before


@dataclass(frozen=True, slots=True)
class PaperWitness:
    """A witness whose key follows from its name."""

    name: str

    @property
    def private_key(self) -> PrivateKey:
        return key_from(f"witness {self.name}")

    @property
    def key(self) -> VerifierKey:
        return VerifierKey(self.name, COSIGNATURE, self.private_key.public_key)

    def line(self, note: str, time: int = SEEN_AT) -> str:
        """Return the line that it adds to a checkpoint."""
        head, _signatures = read_note(note)
        signature = self.private_key.sign(cosigned_text(head, time))
        return Cosignature(self.key, time, signature).line()


BOARD, COLLEGE, ARCHIVE = (
    PaperWitness("board.test/witness"),
    PaperWitness("college.test/witness"),
    PaperWitness("archive.test/witness"),
)
STRANGER = PaperWitness("stranger.test/witness")
LOG_KEY = VerifierKey(ORIGIN, ED25519, key_from("log").public_key)

LINES = f"""
log {LOG_KEY} https://palmetto.test
witness board {BOARD.key}
witness college {COLLEGE.key} https://college.test/witness
witness archive {ARCHIVE.key}
"""

# The quorum, in lines after LINES, and for some sets of cosigners whether they are enough.
QUORUMS: list[tuple[str, list[tuple[set[PaperWitness], bool]]]] = [
    ("quorum none", [(set(), True), ({STRANGER}, True)]),
    ("quorum board", [(set(), False), ({BOARD}, True), ({COLLEGE, ARCHIVE, STRANGER}, False)]),
    (
        "group one any board college\nquorum one",
        [(set(), False), ({COLLEGE}, True), ({BOARD, COLLEGE}, True), ({ARCHIVE}, False)],
    ),
    (
        "group both all board college\nquorum both",
        [({BOARD}, False), ({BOARD, COLLEGE}, True), ({BOARD, ARCHIVE}, False)],
    ),
    (
        "group two 2 board college archive\nquorum two",
        [({ARCHIVE}, False), ({BOARD, ARCHIVE}, True), ({BOARD, COLLEGE, ARCHIVE}, True)],
    ),
    (
        "group schools any college archive\ngroup all-of-us all schools board\nquorum all-of-us",
        [({COLLEGE, ARCHIVE}, False), ({BOARD}, False), ({BOARD, ARCHIVE}, True)],
    ),
    (
        "\t# a comment\n\n  group\t one  any\tboard \n quorum one",
        [({BOARD}, True), ({COLLEGE}, False)],
    ),
]

# Lines after LINES, and a part of the reason why they are refused.
REFUSED_POLICIES: list[tuple[str, str]] = [
    ("", "no quorum"),
    ("quorum board\nquorum board", "already a quorum"),
    ("quorum nobody", "not defined above"),
    ("quorum one\ngroup one any board", "not defined above"),
    ("group none any board\nquorum none", "already taken"),
    ("group board any college\nquorum board", "already taken"),
    ("group a any board\ngroup a any college\nquorum a", "already taken"),
    ("group a any board\ngroup b any board\nquorum b", "already in a group"),
    ("group a any board board\nquorum a", "already in a group"),
    ("group a any a\nquorum a", "not defined above"),
    ("group a any none\nquorum a", "not defined above"),
    ("group a any\nquorum a", "fewer members"),
    ("group a all\nquorum a", "fewer members"),
    ("group a 3 board college\nquorum a", "fewer members"),
    ("group a 0 board\nquorum a", "number, all or any"),
    ("group a -1 board\nquorum a", "number, all or any"),
    ("group a ٢ board college\nquorum a", "number, all or any"),
    ("group a most board college\nquorum a", "number, all or any"),
    (f"witness again {BOARD.key}\nquorum none", "already listed"),
    (f"log {LOG_KEY}\nquorum none", "already listed"),
    (f"log {STRANGER.key}\nquorum none", "wrong kind"),
    (
        f"witness log {VerifierKey('a', ED25519, key_from('a').public_key)}\nquorum none",
        "wrong kind",
    ),
    (f"witness stranger {str(STRANGER.key)[:-4]}\nquorum none", "not an Ed25519 key"),
    ("witness stranger\nquorum none", "not a complete"),
    ("quorum", "not a complete"),
    ("quorum board college", "not a complete"),
    ("Quorum board", "not a complete"),
    ("quorum none\r", "control character"),
    ("quorum none # later", "not a complete"),
    ("quorum\xa0none", "not a complete"),
]
