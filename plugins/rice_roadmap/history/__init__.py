"""What git knows: a revision as files, and when each file came."""
