"""Which entry and position of the library a clause answers to."""
