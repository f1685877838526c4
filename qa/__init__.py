"""Kamervragen: read, parse and answer written questions of the Dutch parliament."""
