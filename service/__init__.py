"""How a person or a program gets it: command line, HTTP API, pages, reports, database, backfill."""
