"""Files and links that support a report."""
