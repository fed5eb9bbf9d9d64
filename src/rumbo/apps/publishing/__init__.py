"""What is frozen, digested and shown to anybody."""
