"""Words as tokens and values, and how two wordings differ."""
