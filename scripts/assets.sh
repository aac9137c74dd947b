#!/usr/bin/env bash
# assets.sh builds internal/ui/dist, the CSS and JavaScript that the program carries.
# It needs npm, to fetch the libraries that internal/ui/package-lock.json names; nothing else in Candor does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
(cd internal/ui && npm ci --ignore-scripts --no-audit --no-fund)
go run ./internal/ui/build
