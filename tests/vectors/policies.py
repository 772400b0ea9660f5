"""Policies that can be used and some that cannot, for both verifiers."""

from tests.factories.paper_log import Witness, b64

ANNA, BEN = Witness("college.test/anna"), Witness("college.test/ben")
BOTH = f"witness anna {ANNA.vkey}\nwitness ben {BEN.vkey}\n"
NAME, MARK, KEY = ANNA.vkey.split("+", 2)

GOOD = {
    "none": "quorum none",
    "one witness": f"{BOTH}quorum anna\n",
    "a witness that is not asked for": f"{BOTH}quorum none\n",
    "a group": f"{BOTH}group both 2 anna ben\nquorum both\n",
    "groups in groups": f"{BOTH}group a any anna\ngroup b all a ben\nquorum b\n",
    "a definition after the quorum": f"quorum none\n{BOTH}",
    "names in any script": f"witness анна {ANNA.vkey} https://anna.test\nquorum анна\n",
    "comments": "# one\n  #two\nquorum none\n\t\n",
}
BAD = {
    "nothing": "",
    "a comment": "# quorum none\n",
    "no quorum": BOTH,
    "two quorums": "quorum none\nquorum none\n",
    "an unknown quorum": f"{BOTH}quorum cho\n",
    "a quorum before its definition": f"quorum anna\n{BOTH}",
    "a quorum of two": f"{BOTH}quorum anna ben\n",
    "an unknown word": "witnesses 2\nquorum none\n",
    "a carriage return": "quorum none\r\n",
    "a control character": "quorum none\n# \x07\n",
    "a page": "<!doctype html>\n",
    "a witness twice": f"{BOTH}witness anna {Witness('x').vkey}\nquorum none\n",
    "a key twice": f"{BOTH}witness cho {ANNA.vkey}\nquorum none\n",
    "a witness called none": f"witness none {ANNA.vkey}\nquorum none\n",
    "a witness without a key": "witness anna\nquorum none\n",
    "a key with another hash": f"witness anna {NAME}+00000000+{KEY}\nquorum anna\n",
    "a key with an uppercase hash": f"witness anna {NAME}+{MARK.upper()}+{KEY}\nquorum anna\n",
    "a key without a name": f"witness anna +{MARK}+{KEY}\nquorum anna\n",
    "a key of another type": f"log {ANNA.vkey}\nquorum none\n",
    "a short key": f"witness anna {NAME}+{MARK}+{b64(bytes([4]) + bytes(31))}\nquorum anna\n",
    "a key without padding": f"witness anna {NAME}+{MARK}+{KEY.rstrip('=')}A\nquorum anna\n",
    "a group of none": f"{BOTH}group g any\nquorum none\n",
    "a group of strangers": f"{BOTH}group g any cho\nquorum none\n",
    "a group with itself": f"{BOTH}group g any g\nquorum none\n",
    "a group with none": f"{BOTH}group g any none\nquorum none\n",
    "a group called none": f"{BOTH}group none any anna\nquorum none\n",
    "a group called as a witness": f"{BOTH}group anna any ben\nquorum none\n",
    "a group that asks for none": f"{BOTH}group g 0 anna ben\nquorum g\n",
    "a group that asks for too many": f"{BOTH}group g 3 anna ben\nquorum g\n",
    "a group that asks for 02": f"{BOTH}group g 02 anna ben\nquorum g\n",
    "a group that asks for most": f"{BOTH}group g most anna ben\nquorum g\n",
    "a member twice": f"{BOTH}group g 2 anna anna\nquorum g\n",
    "a member of two groups": f"{BOTH}group a any anna\ngroup b any anna ben\nquorum b\n",
}
