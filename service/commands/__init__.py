"""The commands of ``clausecheck``, one module each; ``service.cli`` lists them."""
