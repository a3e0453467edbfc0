# Shared by packaging/root and its two ways of setting up. Sourced, not run.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
package_list="$project/packaging/packages.txt"

say() { printf 'slipway: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

packages() { sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$package_list"; }

# The candidate version apt has for a package, or nothing.
candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)' || true; }

# Is this a Debian-like machine whose own packages are new enough?
machine_is_new_enough() {
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    local qt syntax
    qt=$(candidate qt6-base-dev)
    syntax=$(candidate libkf6syntaxhighlighting-dev)
    [ -n "$qt" ] && [ -n "$syntax" ] && dpkg --compare-versions "$qt" ge 6.8
}

uses_native() {
    case "${SLIPWAY_ROOT:-}" in
        native) return 0 ;;
        private) return 1 ;;
    esac
    machine_is_new_enough
}

# Runs a command as the superuser: as we are, or through sudo.
as_superuser() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "needs the rights to run: $*. Run it as root, then start again."
    fi
}
