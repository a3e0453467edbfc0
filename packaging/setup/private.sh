# Makes and enters the private Debian 13 root. Sourced by packaging/root.
#
# The root is made beside its final name and renamed when whole, so an interrupted set-up leaves only a
# ".partial" folder, which the next start removes. Its name holds a hash of all that it is made from.

suite=trixie
cache="${SLIPWAY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/slipway}"

root_key() { { echo "$suite 3"; packages; } | sha256sum | cut -c1-16; }
root_folder() { echo "$cache/root-$(root_key)"; }

need_tools() {
    local missing=()
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    command -v bwrap >/dev/null || missing+=(bubblewrap)
    # An ordinary user's root is unpacked with sub-ids, which these tools hand out.
    [ "$(id -u)" = 0 ] || command -v newuidmap >/dev/null || missing+=(uidmap)
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "needs ${missing[*]}: install them with this system's package tool, then start again."
    say "installing ${missing[*]}"
    as_superuser apt-get update -qq >&2
    as_superuser env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

make_root() {
    local root partial
    root=$(root_folder)
    [ ! -e "$root/.whole" ] || return 0
    mkdir -p "$cache"
    exec 9>"$cache/root.lock"
    flock 9
    if [ ! -e "$root/.whole" ]; then
        need_tools
        partial="$root.partial"
        remove_tree "$partial"
        say "making the build root (Debian 13, about two minutes, once)"
        unpack_root "$partial" || { remove_tree "$partial"; fail "the build root could not be made; what was tried is above. Check the network and the disk, then start again."; }
        font_defaults "$partial"
        mount_points "$partial"
        touch "$partial/.whole"
        mv "$partial" "$root"
    fi
    exec 9>&-
}

# As root the folder is made in place. An ordinary user gets it as an archive and unpacks it as himself,
# so that every file is his and can be removed without the sub-ids.
unpack_root() {
    local into=$1 names log
    names=$(packages | paste -sd,)
    local common=(--variant=apt --include="$names" --dpkgopt='path-exclude=/usr/share/man/*'
                  --dpkgopt='path-exclude=/usr/share/doc/*' --aptopt='APT::Install-Recommends "false"')
    log=$(mktemp)
    if [ "$(id -u)" = 0 ]; then
        mmdebstrap "${common[@]}" "$suite" "$into" >&2 2>"$log" || { tail -n 20 "$log" >&2; rm -f "$log"; return 1; }
    else
        mkdir -p "$into"
        { mmdebstrap --mode=unshare --format=tar "${common[@]}" "$suite" - 2>"$log" \
            | tar -x -C "$into" --no-same-owner --exclude='./dev/*'; } || { tail -n 20 "$log" >&2; rm -f "$log"; return 1; }
    fi
    rm -f "$log"
}

remove_tree() {
    [ -e "$1" ] || return 0
    chmod -R u+rwX "$1" 2>/dev/null || true
    rm -rf --one-file-system "$1"
}

# A fresh root has no desktop that chooses its fonts.
font_defaults() {
    cat >"$1/etc/fonts/local.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <alias><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
</fontconfig>
XML
}

# Files of the machine are bound over these; in a read-only root they must be there already.
mount_points() {
    local name
    for name in resolv.conf hosts localtime machine-id; do
        rm -f "$1/etc/$name"
        : >"$1/etc/$name"
    done
}

enter_root() {
    local root args folder folders
    root=$(root_folder)
    args=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --ro-bind "$root/var" /var
          --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/sbin /sbin
          --dev /dev --proc /proc --tmpfs /run --tmpfs /var/tmp --bind /tmp /tmp
          --bind "$project" "$project" --chdir "$PWD"
          --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
          --setenv CCACHE_DIR "$cache/ccache" --setenv LC_ALL C.UTF-8
          --setenv SLIPWAY_IN_ROOT 1 --die-with-parent)
    mkdir -p "$cache/ccache"
    args+=(--bind "$cache/ccache" "$cache/ccache")
    for folder in /etc/resolv.conf /etc/hosts /etc/localtime /etc/machine-id; do
        [ ! -e "$folder" ] || args+=(--ro-bind-try "$(readlink -f "$folder")" "$folder")
    done
    [ ! -d /dev/dri ] || args+=(--dev-bind-try /dev/dri /dev/dri)
    home_of_program
    git_folders
    session_of_user
    database_of_team
    folders=${SLIPWAY_BIND:-}
    # Where the command is started is visible too, unless the root has its own there.
    case "$PWD/" in
        // | /usr/* | /etc/* | /dev/* | /proc/* | /tmp/*) ;;
        *) folders=$PWD:$folders ;;
    esac
    while IFS= read -r folder; do
        # The whole machine would lie over the root.
        [ -z "$folder" ] || [ "$folder" = / ] || args+=(--bind "$folder" "$folder")
    done <<<"${folders//:/$'\n'}"
    exec bwrap "${args[@]}" "$@"
}

# Settings, data and caches of the program live where they would without the root.
home_of_program() {
    local folder
    for folder in "${XDG_CONFIG_HOME:-$HOME/.config}/slipway" "${XDG_DATA_HOME:-$HOME/.local/share}/slipway" \
                  "$cache/program"; do
        mkdir -p "$folder" 2>/dev/null || continue
        args+=(--bind "$folder" "$folder")
    done
}

# A worktree's history is outside of it; reference material may lie beside the checkout.
git_folders() {
    local common
    common=$(git -C "$project" rev-parse --path-format=absolute --git-common-dir 2>/dev/null) || common=
    case "$common" in
        "$project"/*|"") ;;
        *) args+=(--bind "$common" "$common") ;;
    esac
    [ ! -d "$project/../shared" ] || args+=(--ro-bind "$(realpath "$project/../shared")" "$(realpath "$project/../shared")")
}

# What libpq reads to sign in to a database that the team shares.
database_of_team() {
    local name
    for name in "${PGPASSFILE:-$HOME/.pgpass}" "$HOME/.postgresql"; do
        [ ! -r "$name" ] || args+=(--ro-bind "$name" "$name")
    done
}

# The display, the session bus (and the keychain behind it) and the user's authority files.
session_of_user() {
    local runtime=${XDG_RUNTIME_DIR:-} bus=${DBUS_SESSION_BUS_ADDRESS:-} path authority=${XAUTHORITY:-$HOME/.Xauthority}
    [ ! -d /tmp/.X11-unix ] || args+=(--bind /tmp/.X11-unix /tmp/.X11-unix)
    [ ! -r "$authority" ] || args+=(--ro-bind "$authority" "$authority" --setenv XAUTHORITY "$authority")
    [ -z "$runtime" ] || [ ! -d "$runtime" ] || args+=(--bind "$runtime" "$runtime")
    case "$bus" in
        unix:path=*)
            path=${bus#unix:path=}; path=${path%%,*}
            case "$path" in "$runtime"/*) ;; *) [ ! -S "$path" ] || args+=(--bind "$path" "$path") ;; esac ;;
    esac
}
