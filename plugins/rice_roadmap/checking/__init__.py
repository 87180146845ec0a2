"""Rules between files, and the only door from files to meaning."""
