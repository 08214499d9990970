"""Writing into documents: what we have to say, as a layer over a file that is otherwise kept as it came."""
