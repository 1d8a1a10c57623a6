"""Pictures: values first, ink second."""
