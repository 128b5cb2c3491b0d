"""Pitches for a rhythm: scales, keys and the pitch models."""
