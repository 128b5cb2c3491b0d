"""What the images carry besides the services."""
