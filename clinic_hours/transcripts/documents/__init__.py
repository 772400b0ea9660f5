"""The file formats of a transcript, made from one TranscriptDocument and byte-for-byte reproducible."""
