"""Messages to people: what waits, what was sent and what failed; what each wants to be told; their calendar's key."""
