"""Investment projects as live records: their sheet in versions, and their way through the project bank."""
