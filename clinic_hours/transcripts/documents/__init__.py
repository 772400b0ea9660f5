"""The forms of a transcript: files made from one TranscriptDocument, byte by byte the same each time."""
