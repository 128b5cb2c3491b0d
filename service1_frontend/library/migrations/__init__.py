"""The history of the tables, applied by ``flask --app service1_frontend.app migrate``."""
