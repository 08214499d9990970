"""What the sentences of a contract are about: two opinions on each, then the chance of each passage in its contract."""
