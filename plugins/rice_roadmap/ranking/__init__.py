"""Exact arithmetic over the portfolio that one audience may see."""
