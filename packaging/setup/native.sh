# Installs what is missing on a machine whose own packages are new enough. Sourced by packaging/root.

install_native() {
    local missing=() name
    # Asked to take the machine as it is, or inside the private root already.
    [ "${SLIPWAY_ROOT:-}" != native ] && [ -z "${SLIPWAY_IN_ROOT:-}" ] || return 0
    for name in $(packages); do
        dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${#missing[@]} packages: ${missing[*]}"
    apt_install "${missing[@]}" && return
    # Lists that are some weeks old name versions that are no longer there.
    say "reading the package lists again"
    as_superuser apt-get update -qq >&2
    apt_install "${missing[@]}"
}

apt_install() { as_superuser env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2; }
