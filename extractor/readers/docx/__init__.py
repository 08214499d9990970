"""Word files: the package, its parts, and what Word shows of them."""
