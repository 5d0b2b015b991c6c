"""What is kept: roles and takes in a database, the recordings beside it."""
