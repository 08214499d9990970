"""In what a contract differs from the library, how much that matters, and what to answer."""
