"""Checks: one module per family of rules. Each gathers problems; none changes anything."""
