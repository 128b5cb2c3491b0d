"""``scripts/test``: every check of the repository, in parts that run side by side.

======== ==================================================================
options  what the command can be told
parts    the table of parts: what each shows, runs, and needs
packages what the system must have, and how it is had
running  runs one part and reads from its reports how it went
passed   knows on which files a part has passed
summary  the closing table
shell    shellcheck, over every shell script
mariadb  an SQL server of our own, for as long as one command runs
======== ==================================================================
"""
