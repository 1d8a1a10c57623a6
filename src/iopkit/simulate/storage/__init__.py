"""The run folder: tables and measures of a run on disk, written, audited, reopened."""
