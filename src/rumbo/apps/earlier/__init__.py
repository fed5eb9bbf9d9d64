"""Results of periods that ended before the entity worked here: loaded from a file, with the document that says them."""
