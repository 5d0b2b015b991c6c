"""Hear a recording: decode and write files, find the voice in it, record from a microphone."""
