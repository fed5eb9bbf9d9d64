"""How files become neutral values and neutral documents become files. Knows nothing of plans."""
