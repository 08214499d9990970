"""What the sentences of a contract are about: a linear model over words in context, then one over what it said."""
