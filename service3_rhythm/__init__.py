"""Bars of durations: vocabularies, metres and the rhythm models."""
