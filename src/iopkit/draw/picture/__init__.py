"""Pictures: shapes, colours, fonts, and the renderers SVG and PNG."""
