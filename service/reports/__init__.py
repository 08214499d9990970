"""A review as a person or a program reads it: on a terminal, as an HTML page, as a Word file, as JSON."""
