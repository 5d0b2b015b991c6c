"""Turn speech into a transcript: which engine, its words, their times, and the fillers it left out."""
