"""Benchmarks: made-up portfolios of any size, yardsticks to measure against, and the table of goals."""
