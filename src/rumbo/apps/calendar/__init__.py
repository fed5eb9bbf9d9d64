"""The calendar of an entity: its windows, what it lets happen late, and the exceptions it gives."""
