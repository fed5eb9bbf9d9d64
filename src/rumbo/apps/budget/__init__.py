"""The execution of the budget as finance tells it at each cut, and which of its lines are of which project."""
