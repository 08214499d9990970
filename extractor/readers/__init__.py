"""extractor/readers."""
