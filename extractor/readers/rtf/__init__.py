"""Rich text files (.rtf)."""
