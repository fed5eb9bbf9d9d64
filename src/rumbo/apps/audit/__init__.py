"""The verb lines and row history: who did what, when and why."""
