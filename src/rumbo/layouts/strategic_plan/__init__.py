"""What the declaration of the strategic plan cannot say: the sheet where all its targets stand in one table."""
