"""What a person or a pipeline runs; each executable here has one purpose.

========== ================================================================
services   one of the four services as a process of this machine
stack      the four services together
supervisor starts a service again that has died
tethered   a program that ends together with the process that started it
folder     where a stack keeps its database, secret key and logs
listening  whether every service can listen on its address
chromium   where the browser is that tests and benchmarks start
fonts      the fonts that titles of every script need
starting   ``scripts/start``
smoke      ``scripts/smoke-test``
testing    ``scripts/test``
benchmarks ``scripts/bench``
evaluation ``scripts/evaluate-melodies``, ``count-tables`` and ``jury``
========== ================================================================
"""
