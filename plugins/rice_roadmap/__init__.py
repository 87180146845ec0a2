"""A roadmap in git: requests, answers and RICE rankings as YAML, rendered as a site."""
