"""Sign the entries of before there were signatures, and grow the tree over them.

Their payloads and hashes stay as they are. An empty ledger needs no key.
"""

from pathlib import Path

from django.conf import settings
from django.db import migrations
from django.utils import timezone

from clinic_hours.domain.keys import KeyStatement
from clinic_hours.domain.merkle import MerkleTree
from clinic_hours.signatures import read_key_file

GUARD = "clinic_hours_hourentry_is_append_only"


def sign_what_stands(apps, schema_editor):
    models = apps.get_app_config("clinic_hours")
    entries = models.get_model("HourEntry").objects.order_by("seq")
    if not entries.exists():
        return
    if schema_editor.connection.vendor == "postgresql":
        # 0005 raises it again; SQLite lost its triggers when 0003 made the table anew.
        schema_editor.execute(f"DROP TRIGGER {GUARD} ON clinic_hours_hourentry")
    key = read_key_file(Path(settings.SIGNING_KEY_FILE))
    statement = KeyStatement(key.public_key, 1, None, timezone.now()).payload()
    models.get_model("SigningKey").objects.create(
        id=key.id,
        public_key=key.public_key,
        first_seq=1,
        statement=statement,
        signature=key.sign(statement),
    )
    tree, node = MerkleTree(), models.get_model("TreeNode")
    for entry in entries.iterator():
        signature = key.sign(bytes(entry.payload))
        entries.filter(pk=entry.pk).update(signature=signature, signing_key=key.id)
        formed = tree.append(bytes(entry.leaf_hash))
        node.objects.bulk_create(node(number=each.number, hash=digest) for each, digest in formed)
    models.get_model("LedgerHead").objects.update(peaks=b"".join(tree.peaks), signing_key=key.id)


class Migration(migrations.Migration):
    dependencies = [("clinic_hours", "0003_the_signed_record")]

    operations = [migrations.RunPython(sign_what_stands)]
