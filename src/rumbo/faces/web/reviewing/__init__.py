"""The review of live records: of each by itself, and of everything that the entity keeps."""
