"""The deployment, proved on three hosts: images, swarm, playbooks, faults.

What needs no Docker engine is tested with everything else. The proofs are run by
scripts/test-deployment, which makes the hosts first.
"""
