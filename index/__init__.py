"""Indexing and searching: the corpus, its vectors and words, and the way from query to hits."""
