"""clause_library."""
