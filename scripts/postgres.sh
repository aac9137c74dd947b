#!/usr/bin/env bash
# postgres.sh runs a throw-away PostgreSQL for the tests, apart from any server the machine has.
#
#   scripts/postgres.sh start    starts it if it is down, and prints TEST_POSTGRES=…
#   scripts/postgres.sh env      prints TEST_POSTGRES=… of the running server, or fails
#   scripts/postgres.sh stop     stops it and throws its data away
#   scripts/postgres.sh halt M   stops it in the mode M (fast, immediate) and keeps its data; start goes on
#
# The data is worth nothing, so nothing waits for the disk. The tests sign in as "candor", who may create
# databases but is no superuser: a superuser would walk through row-level security without a test noticing.
# CANDOR_PG_DIR chooses another folder, and so a second server beside the first.
#
# With "durable" as a second word, all of this is about a server for benchmarks, which waits for the disk as a
# firm's own would, has a folder and a port of its own, and prints BENCH_POSTGRES=…
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
durable=
dir=${CANDOR_PG_DIR:-/tmp/candor-postgres-$(id -u)}
first_port=54390
name=TEST_POSTGRES
if [[ ${2:-} == durable ]]; then
	durable=yes
	dir=${CANDOR_PG_DIR:-/tmp/candor-postgres-durable-$(id -u)}
	first_port=54490
	name=BENCH_POSTGRES
fi

say() { echo "postgres.sh: $*" >&2; }

# newest prints the path of a PostgreSQL program, from the newest server installed.
newest() {
	local found
	found=$(compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -n 1) || true
	[[ -n $found ]] || found=$(command -v "$1") || return 1
	echo "$found"
}

# server runs a command as the owner of the data: PostgreSQL refuses to run as root.
server() {
	if [[ $(id -u) == 0 ]]; then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}


print_env() {
	echo "$name=postgres://candor@127.0.0.1:$(cat "$dir/port")/postgres?sslmode=disable"
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# running asks for a process and for an answer on its port: a killed server may leave the first without the second.
running() {
	[[ -f $dir/port ]] || return
	server "$(newest pg_ctl)" -D "$dir/data" status >/dev/null 2>&1 && port_is_taken "$(cat "$dir/port")"
}

free_port() {
	local port=$first_port
	while port_is_taken "$port"; do port=$((port + 1)); done
	echo "$port"
}

make_cluster() {
	local ctype=C
	# Text sorts by bytes on every machine; letters beyond ASCII still count as letters where the system knows them.
	if locale -a 2>/dev/null | grep -qix 'c\.utf-\?8'; then ctype=C.UTF-8; fi
	rm -rf "$dir/data" "$dir"/.s.PGSQL.*
	server "$(newest initdb)" -D "$dir/data" --username=postgres --auth=trust --encoding=UTF8 \
		--lc-collate=C --lc-ctype="$ctype" --no-sync >"$dir/initdb.log" 2>&1 ||
		{ cat "$dir/initdb.log" >&2; exit 1; }
	server tee -a "$dir/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 300
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
jit = off
CONF
	if [[ -n $durable ]]; then
		server tee -a "$dir/data/postgresql.conf" >/dev/null <<CONF
shared_buffers = 2GB
effective_cache_size = 8GB
random_page_cost = 1.1
CONF
	else
		server tee -a "$dir/data/postgresql.conf" >/dev/null <<CONF
fsync = off
autovacuum = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 256MB
CONF
	fi
}

up() {
	local port
	port=$(cat "$dir/port" 2>/dev/null) || port=$(free_port)
	if port_is_taken "$port"; then port=$(free_port); fi
	# The lock (9) must not stay open in the server, or it would hold it for as long as it lives.
	server "$(newest pg_ctl)" -D "$dir/data" -l "$dir/server.log" -w -t 60 -o "-p $port" start >/dev/null 9>&- || return
	echo "$port" >"$dir/port"
}

start() {
	if ! newest initdb >/dev/null; then "$here/need.sh" postgresql; fi
	mkdir -p "$dir"
	if [[ ! -O $dir && $(id -u) != 0 ]]; then
		say "$dir belongs to someone else; set CANDOR_PG_DIR"
		exit 1
	fi
	if [[ $(id -u) == 0 ]]; then chown postgres "$dir"; fi
	chmod 700 "$dir"

	# Two test runs at once must not both make the cluster.
	exec 9>"$dir/lock"
	if command -v flock >/dev/null; then flock 9; fi
	if running && [[ -f $dir/ready ]]; then
		print_env
		return
	fi
	if [[ ! -f $dir/ready ]] || ! up; then
		# Without fsync a power cut may leave a cluster that cannot start; it holds nothing, so make it anew.
		rm -f "$dir/ready"
		make_cluster
		up || { tail -n 20 "$dir/server.log" >&2; exit 1; }
	fi

	local port
	port=$(cat "$dir/port")
	if [[ ! -f $dir/ready ]]; then
		server "$(newest psql)" -q -X -v ON_ERROR_STOP=1 -h "$dir" -p "$port" -U postgres postgres \
			-c 'CREATE ROLE candor LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS'
		touch "$dir/ready"
	fi
	say "started on 127.0.0.1:$port, data in $dir"
	print_env
}

stop() {
	if running; then server "$(newest pg_ctl)" -D "$dir/data" -m "$([[ -n $durable ]] && echo fast || echo immediate)" -w stop >/dev/null; fi
	# Only a folder that start made is thrown away, whatever CANDOR_PG_DIR says.
	if [[ -f $dir/lock ]]; then rm -rf "$dir"; fi
}

case "${1:-}" in
start) start ;;
stop) stop ;;
halt) server "$(newest pg_ctl)" -D "$dir/data" -m "$2" -w stop >/dev/null ;;
env)
	running || { say "not running; scripts/postgres.sh start"; exit 1; }
	print_env
	;;
*)
	sed -n '2,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
	exit 2
	;;
esac
