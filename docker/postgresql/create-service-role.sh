#!/bin/bash
# Run once by the image of PostgreSQL, when it makes the database: the role with which service and workers sign in. It owns
# nothing; "concordat migrate --grant-to concordat" says what it may do.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=password="$(cat /run/secrets/postgres_password)" <<'SQL'
create role concordat login password :'password';
revoke all on database :DBNAME from public;
grant connect on database :DBNAME to concordat;
revoke create on schema public from public;
SQL
