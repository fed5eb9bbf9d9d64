"""Documents that come in: drafts, findings and what a person settled."""
