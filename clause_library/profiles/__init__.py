"""The fields that a company tracks: what a contract says of each, by the labels and standards of the library."""
