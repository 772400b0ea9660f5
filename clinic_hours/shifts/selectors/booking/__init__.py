"""What a student can book, and the places they have."""
