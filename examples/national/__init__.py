"""A country of some twelve thousand facilities, from public tables, as one scenario."""
