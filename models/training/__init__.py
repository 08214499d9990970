"""How the weights in ``models/weights`` came to be; run by hand, never at run time."""
