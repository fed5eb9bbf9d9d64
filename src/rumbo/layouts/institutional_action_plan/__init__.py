"""What the declaration of the institutional plan of action cannot say: what its sentences state."""
