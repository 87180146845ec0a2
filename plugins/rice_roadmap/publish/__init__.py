"""What readers get: pages, data files and the words on them."""
