"""Text to model and back, with line and column for every complaint.

The only layer where untrusted text becomes values: see `iopkit.files.load` for reading,
`iopkit.files.write` for writing, `iopkit.files.schema` for editors.
"""
