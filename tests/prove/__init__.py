"""Does a test notice each missing guard? Remove them one at a time and report survivors: `make prove`."""
