"""Keys, signatures, heads and chains."""
