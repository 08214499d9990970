"""The library: its files read, checked and refused with line and reason."""
