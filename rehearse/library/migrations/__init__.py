"""How a database came to be what `tables` says, step by step; run by `database` when a library is opened."""
