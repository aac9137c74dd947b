#!/usr/bin/env bash
# gofiles.sh lists the Go files written by hand: tracked or new, not ignored, not generated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
git ls-files --cached --others --exclude-standard -- '*.go' | grep -v '_templ\.go$' |
	while IFS= read -r file; do [[ ! -f $file ]] || echo "$file"; done
