"""What can be done with a session now: its forms, the steps that need an answer, and what was asked."""
