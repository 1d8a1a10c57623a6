"""The file formats, one section each: pathway, rule set, client, situations."""
