# Shared by packaging/root and its two ways of setting up. Sourced, not run.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
package_list="$project/packaging/packages.txt"

# ccache takes part in what is compiled with precompiled headers only when told that their dates do not matter.
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
# Another checkout of the same text finds what this one has compiled.
export CCACHE_BASEDIR="$project" CCACHE_NOHASHDIR=true

say() { printf 'slipway: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

packages() { sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$package_list"; }

# The candidate version apt has for a package, or nothing.
candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)' || true; }

# A machine that was never updated knows no packages at all: ask once.
know_packages() {
    [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -print -quit 2>/dev/null)" ] || return 0
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || return 0
    say "reading the package lists"
    as_superuser apt-get update -qq >&2 || say "the package lists could not be read; going on with what is known."
}

# Is this a Debian-like machine whose own packages are new enough?
machine_is_new_enough() {
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    know_packages
    local qt syntax
    qt=$(candidate qt6-base-dev)
    syntax=$(candidate libkf6syntaxhighlighting-dev)
    [ -n "$qt" ] && [ -n "$syntax" ] && dpkg --compare-versions "$qt" ge 6.8
}

uses_native() {
    [ -z "${SLIPWAY_IN_ROOT:-}" ] || return 0
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
