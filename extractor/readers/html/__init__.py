"""Web pages and what Word and EDGAR save as such (.html)."""
