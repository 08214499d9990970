"""Tracked changes and comments of ours in a Word file that somebody else wrote."""
