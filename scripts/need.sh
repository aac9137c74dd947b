#!/usr/bin/env bash
# need.sh brings what the tests use and the machine lacks: PostgreSQL, Chromium, fonts, a C compiler.
#
#   scripts/need.sh                     everything
#   scripts/need.sh postgresql          only the server
#   scripts/need.sh chromium            only the browser and its fonts
#   scripts/need.sh gcc                 only the C compiler, which Go's race detector asks for
#
# It does nothing when all is there. On Debian and Ubuntu it installs through apt-get, as root or by sudo;
# anywhere else it says what to install and stops.
set -euo pipefail

# initdb says whether a PostgreSQL server is here: Debian keeps it off the PATH.
has_postgresql() {
	command -v initdb >/dev/null && return
	compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_chromium() {
	local name
	for name in chromium chromium-browser google-chrome google-chrome-stable headless_shell; do
		command -v "$name" >/dev/null && return
	done
	[[ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]]
}

# Without one real font every text has the width nothing, and layout tests lie.
has_fonts() {
	[[ $(uname) == Darwin ]] && return
	command -v fc-list >/dev/null && [[ -n $(fc-list : family | head -n 1) ]]
}

install() {
	local sudo=()
	if ! command -v apt-get >/dev/null; then
		echo "need.sh: please install $* (this script knows only apt-get)" >&2
		exit 1
	fi
	if [[ $(id -u) != 0 ]]; then
		if ! command -v sudo >/dev/null; then
			echo "need.sh: run as root, or first install: $*" >&2
			exit 1
		fi
		sudo=(sudo)
	fi
	echo "need.sh: installing $*" >&2
	{
		"${sudo[@]}" apt-get update -q
		"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
	} >&2
}

want=("$@")
[[ ${#want[@]} -gt 0 ]] || want=(postgresql chromium gcc)

missing=()
for what in "${want[@]}"; do
	case "$what" in
	postgresql)
		has_postgresql || missing+=(postgresql)
		;;
	chromium)
		has_chromium || missing+=(chromium)
		has_fonts || missing+=(fontconfig fonts-dejavu-core)
		;;
	gcc)
		command -v gcc >/dev/null || command -v clang >/dev/null || missing+=(gcc libc6-dev)
		;;
	*)
		echo "need.sh: no recipe for $what" >&2
		exit 2
		;;
	esac
done
[[ ${#missing[@]} -eq 0 ]] || install "${missing[@]}"
