"""Compares what came back with the version that was sent: what differs though no tracked change shows it."""
