"""A store in a PostgreSQL database, by psycopg 3 (the extra ``postgres``)."""
