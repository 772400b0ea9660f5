"""Sessions that other people enter, correct or hand on, and the answers that these wait for."""
