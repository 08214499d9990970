"""Puts this folder on the path of its sub-folders' tests, which build their libraries and redlines with its modules."""
