#!/bin/sh
# Makes the secrets of a composition, once, in a folder of its own outside of the repository:
#   docker/make-secrets.sh /etc/concordat/secrets concordat.example.gov.uk/log
# Containers see them as files under /run/secrets. The folder is closed to all but its owner; the files in it can be read by
# the users in the containers, whose numbers differ from those outside.
set -eu
if [ "$#" -ne 2 ]; then
  echo "usage: $0 <folder> <name of the log, for ever: concordat.example.gov.uk/log>" >&2
  exit 2
fi
folder=$1
origin=$2
image=${CONCORDAT_IMAGE:-concordat}

umask 077
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [ -n "$(ls -A "$folder")" ]; then
  echo "$folder is not empty: secrets that are there are never replaced, because the record depends on them." >&2
  exit 1
fi

# First what can fail, so that nothing is half made.
if [ -n "${CONCORDAT_CONSOLE:-}" ]; then
  evidence=$($CONCORDAT_CONSOLE evidence-key "$origin")
else
  evidence=$(docker run --rm --network none "$image" dist/apps/cli/main.js evidence-key "$origin")
fi
encryption=$(openssl rand -base64 32)

# Letters and digits only: they go into addresses as they are.
password() {
  openssl rand -hex 24
}
write() {
  printf '%s' "$2" >"$folder/$1"
}

owner=$(password)
service=$(password)
admin=$(password)
ops=$(password)
write postgres-owner-password "$owner"
write postgres-owner-url "postgresql://concordat_owner:$owner@postgres:5432/concordat"
write postgres-password "$service"
write postgres-url "postgresql://concordat:$service@postgres:5432/concordat"
write eventstoredb.env "EVENTSTORE_DEFAULT_ADMIN_PASSWORD=$admin
EVENTSTORE_DEFAULT_OPS_PASSWORD=$ops
"
write eventstoredb-url "esdb://admin:$admin@node1:2113,node2:2113,node3:2113?nodePreference=leader&tlsCAFile=/authority/ca.crt"
write key-encryption.key "$encryption
"
write evidence.key "$evidence
"
chmod 0444 "$folder"/*
echo "The secrets are in $folder. Keep a copy of key-encryption.key and evidence.key in a safe place: nothing replaces them."
