"""Image files: photographs and scans of a contract's pages."""
