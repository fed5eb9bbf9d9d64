"""Speed, as ratios in one run against bare code that does the least that could give the same."""
