"""One change to the tables each, for MySQL cannot take back half of several."""
