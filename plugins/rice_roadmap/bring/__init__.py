"""What comes in from elsewhere, written as files of our own shape."""
