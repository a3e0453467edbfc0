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
    as_superuser env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >&2
}
