"""Value types of the file formats: one declaration to read, write and describe a value."""
