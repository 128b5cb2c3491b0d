"""Files of twenty recipes, opened in other people's programs as Debian packages them."""
