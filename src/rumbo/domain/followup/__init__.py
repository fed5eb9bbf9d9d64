"""What was answered for a target in a period, and what was programmed for it."""
