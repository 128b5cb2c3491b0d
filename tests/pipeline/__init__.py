"""The Jenkinsfile, executed outside Jenkins.

``stub.groovy`` stands for Jenkins: it knows the parts of the declarative
pipeline that the Jenkinsfile uses, refuses what it does not know, and its
``sh`` runs the scripts for real. What only Jenkins can tell (that its plug-ins
know these options) is beyond it.
"""
