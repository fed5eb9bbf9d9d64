"""Writers: a neutral document into xlsx, html, csv and PDF. They know nothing of plans."""
