"""The look: template tags and the style guide."""
