"""Recipes with the scores they make: with the same engine version, the same score for ever.

``python -m tests.golden`` writes every score anew. It refuses where a score has
changed and ``melodie.ENGINE_VERSION`` has not; ``--unreleased`` says that nobody
has been given a melody of this version yet. ``--draw`` draws new recipes, too.
"""
