"""One file at a time: bytes to plain data, shape and safe text, with the place of every value."""
