#!/usr/bin/env bash
# need.sh brings what the tests use and the machine lacks: PostgreSQL, Chromium, fonts, a C compiler, mail programs.
#
#   scripts/need.sh                     everything
#   scripts/need.sh postgresql          only the server
#   scripts/need.sh chromium            only the browser and its fonts
#   scripts/need.sh gcc                 only the C compiler, which Go's race detector asks for
#   scripts/need.sh mail                only the mail server and clients
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

# The tests run a mail server of their own; one of the machine's that came with the packages is of no use.
without_services() {
	if [[ -d /run/systemd/system ]]; then
		local service
		for service in "$@"; do systemctl disable --now "$service" >/dev/null 2>&1 || true; done
	fi
}

want=("$@")
[[ ${#want[@]} -gt 0 ]] || want=(postgresql chromium gcc mail)

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
	mail)
		command -v dovecot >/dev/null || [[ -x /usr/sbin/dovecot ]] || missing+=(dovecot-imapd dovecot-lmtpd)
		[[ -x /usr/sbin/exim4 ]] || missing+=(exim4-daemon-light)
		for name in swaks mutt; do command -v "$name" >/dev/null || missing+=("$name"); done
		command -v mbsync >/dev/null || missing+=(isync)
		;;
	*)
		echo "need.sh: no recipe for $what" >&2
		exit 2
		;;
	esac
done
[[ ${#missing[@]} -eq 0 ]] || install "${missing[@]}"
case " ${missing[*]-} " in *" dovecot-imapd "*) without_services dovecot ;; esac
case " ${missing[*]-} " in *" exim4-daemon-light "*) without_services exim4 ;; esac
