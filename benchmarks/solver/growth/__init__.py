"""The solver and its peers over weeks of growing size."""
