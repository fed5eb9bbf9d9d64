"""What the declaration of the map of risks cannot say: the words of the editions of its method."""
