"""What the playbooks' own modules decide, apart from Ansible."""
