"""The files of a transcript as they were issued."""

from hashlib import sha256

from clinic_hours.transcripts.models import IssuedFile, Transcript


def issued_file(transcript: Transcript, name: str) -> bytes:
    """Return a file of a transcript. Raises IssuedFile.DoesNotExist."""
    return bytes(IssuedFile.objects.get(transcript=transcript, name=name).content)


def is_issued(transcript: Transcript, data: bytes) -> bool:
    """Return whether the school issued exactly these bytes for a transcript."""
    digest = sha256(data).digest()
    contents = IssuedFile.objects.filter(transcript=transcript).values_list("content", flat=True)
    return any(sha256(bytes(content)).digest() == digest for content in contents)
