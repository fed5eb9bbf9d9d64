"""Investment projects as values: what a registration sheet holds, and what every project must add up to."""
