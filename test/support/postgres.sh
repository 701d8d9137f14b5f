#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL cluster: test/support/postgres.sh COMMAND [ARGUMENTS]
# The cluster lives in a temporary folder, listens on a free loopback port, belongs to an ordinary user
# (`postgres` when we are root) and is gone afterwards. The command finds its address in TEST_DATABASE_URL.
set -euo pipefail

say() { echo "postgres.sh: $*" >&2; }

# Debian keeps the server's programs out of PATH; the newest installed version wins.
find_binaries() {
  local dir
  dir=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  if [ -n "$dir" ] && [ -x "$dir/initdb" ]; then
    echo "$dir"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

[ $# -gt 0 ] || { say "usage: $0 COMMAND [ARGUMENTS]"; exit 2; }

bin=$(find_binaries)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "installing Debian's PostgreSQL"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >&2
  bin=$(find_binaries)
fi
[ -n "$bin" ] || { say "no PostgreSQL here: install Debian's package postgresql"; exit 1; }
if [ "$(id -u)" = 0 ] && ! id postgres >/dev/null 2>&1; then
  useradd --system --no-create-home --shell /usr/sbin/nologin postgres
fi

# Databases are made and dropped by the hundred: in memory, where the system has a folder for that and two gigabytes of
# room in it, that takes a fraction of the time. TMPDIR keeps them on a disk. The tests choose alike (quick-disk.ts).
where=${TMPDIR:-/tmp}
if [ -z "${TMPDIR:-}" ] && [ -d /dev/shm ] && [ "$(df -k --output=avail /dev/shm | tail -n 1)" -ge 2097152 ]; then
  where=/dev/shm
fi
dir=$(mktemp -d "$where/portal-pg-XXXXXX")
[ "$(id -u)" != 0 ] || chown postgres "$dir"
child=
stop() {
  trap - EXIT INT TERM
  [ -z "$child" ] || kill "$child" 2>/dev/null || true
  (cd / && as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'stop; exit 130' INT TERM

# Indonesian collation where the server has ICU: a cursor that forgot COLLATE "C" must fail here, not in production.
make_cluster() {
  as_owner "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --no-sync "$@" >"$dir/initdb.log" 2>&1
}
cd_root=$PWD
cd /
if ! make_cluster --locale=C.UTF-8 --locale-provider=icu --icu-locale=id; then
  rm -rf "$dir/data"
  make_cluster --locale=C.UTF-8 || { cat "$dir/initdb.log" >&2; exit 1; }
fi

for attempt in 1 2 3 4 5; do
  port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
  # Durability is of no use to a database that dies with the tests.
  if as_owner "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/server.log" start -o "-c listen_addresses=127.0.0.1 -c port=$port \
    -c unix_socket_directories=$dir -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_wal_size=256MB -c max_connections=200 -c shared_buffers=64MB -c timezone=UTC" >/dev/null 2>&1; then
    started=yes
    break
  fi
done
[ "${started:-}" = yes ] || { say "the server did not start"; cat "$dir/server.log" >&2; exit 1; }
cd "$cd_root"

export TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
status=0
"$@" &
child=$!
wait "$child" || status=$?
child=
exit "$status"
