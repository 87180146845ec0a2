"""What can be done from a terminal, a module per command; each returns what is to be said and prints nothing."""
