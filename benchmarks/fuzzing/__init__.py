"""Damage for files, by what they consist of: bytes, members of a package, XML nodes, objects of a PDF."""
