"""The sample corpus: five official documents, byte for byte, and what is known of each."""
