#!/usr/bin/env bash
# Ours and other checkers over one folder of workflow files, one after the other.
#
#   tests/bench/peers/run.sh FOLDER
set -euo pipefail
folder=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

work=build/bench/peers
mkdir -p "$work"
cp tests/bench/peers/package.json tests/bench/peers/measure.mjs "$work/"
[ -d "$work/node_modules" ] || (cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)
taskset -c 0 packaging/root build/bench/tests/bench/bench_workflow_check "$folder"
taskset -c 0 node "$work/measure.mjs" "$folder"
