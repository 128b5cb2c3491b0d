"""What a person or a pipeline runs; each executable here has one purpose."""
