#!/usr/bin/env bash
# verify.sh makes the generated files again and fails if one differs from what is there.
# The bundle is checked only where npm is installed; without it, that half is skipped, aloud.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# state prints a checksum of every generated file, so that unsaved work elsewhere in the tree does not matter.
state() {
	find internal -path '*/node_modules' -prune -o \
		\( -name '*_templ.go' -o -path 'internal/ui/dist/*' \) -type f -print0 | sort -z | xargs -0 -r sha256sum
}

before=$(state)
go tool templ generate -log-level warn
if [[ ! -f internal/ui/package-lock.json ]]; then
	:
elif command -v npm >/dev/null; then
	scripts/assets.sh
else
	echo "verify.sh: npm is not here, so the CSS and JavaScript bundle is not checked" >&2
fi
after=$(state)

if [[ $before != "$after" ]]; then
	echo "verify.sh: generated files were stale. They are fresh now; look at them and commit:" >&2
	diff <(echo "$before") <(echo "$after") >&2 || true
	exit 1
fi
