"""The pages: templates, style and script, and the one environment that renders them."""
