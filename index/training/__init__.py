"""The recipe of the bundled Dutch–English encoder: `python -m index.training`."""
