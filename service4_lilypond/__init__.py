"""A score as paper, picture, sound and data."""
