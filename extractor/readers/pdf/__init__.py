"""PDF files: the letters on the pages, put together to lines, paragraphs, tables and comments."""
