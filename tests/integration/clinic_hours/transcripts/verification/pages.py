"""The address where a transcript is verified, and the text of its page."""

from django.core.files.uploadedfile import SimpleUploadedFile


def upload(client, data: bytes, name: str = "transcript.json"):
    return client.post("/verify/check/", {"file": SimpleUploadedFile(name, data)})


def text_of(response) -> str:
    return response.content.decode()


def one_off(code: str) -> str:
    return ("1" if code[0] != "1" else "2") + code[1:]
