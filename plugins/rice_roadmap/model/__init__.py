"""What the files mean: frozen values, built once from data of the right shape."""
