"""Measure how an answer was spoken. Pure: a transcript and plain values in, findings, measures and scores out."""
