"""``scripts/test``: every check of the repository, in parts that tox runs side by side.

========= ==================================================================
parts     the parts, as ``tox.toml`` lists them
packages  what the system must have, and how it is had
outcomes  how a part ended and on which files, and the closing line
plugin    pytest's: no skips where they are forbidden, less counting, and MariaDB
measuring coverage of a property's first examples
mariadb   an SQL server of our own, for as long as some tests run
ordinary  pytest as an ordinary user, whoever runs the tests
shell     shellcheck, over every shell script
========= ==================================================================
"""
