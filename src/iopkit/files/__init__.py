"""Text to model and back, with line and column for every complaint.

The only layer where untrusted text becomes values: see `iopkit.files.compose.load` for reading,
`iopkit.files.compose.dump` for writing, `iopkit.files.format.json_schema` for editors.
"""
