# shellcheck shell=bash
# Sourced by the scripts beside it: goes to the repository's root and keeps .venv
# as the locks in requirements/ say, installing again only when they have changed.

set -euo pipefail
SCRIPT=$(realpath "$0")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

RUN_LOCKS=(frontend notes rhythm lilypond)

die() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Print what the head of the running script says of it.
tell() {
    sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$SCRIPT"
}

# tell_if_asked ARGUMENTS…: with --help among them, tell and end.
tell_if_asked() {
    case " $* " in
    *" --help "* | *" -h "*)
        tell
        exit
        ;;
    esac
}

# Print a Python of version 3.11 or newer.
find_python() {
    local candidate
    for candidate in "${MELODIE_PYTHON:-}" python3 python3.11 python3.12 python3.13 python3.14; do
        if [ -n "$candidate" ] && "$candidate" -c \
            'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "Mélodie needs Python 3.11 or newer with its venv module, and found none." \
        "On Debian or Ubuntu: apt install python3 python3-venv" \
        "If it is somewhere else: MELODIE_PYTHON=/path/to/python3 $0"
}

# Print what .venv must have been made from.
fingerprint() {
    "$1" -c 'import platform, sys; print(sys.implementation.name, platform.python_version())'
    sha256sum requirements/{dev,frontend,notes,rhythm,lilypond}.txt
}

# Install the locks named, which are complete: nothing outside them is ever fetched.
install_locks() {
    local lock arguments=()
    for lock in "$@"; do arguments+=(-r "requirements/$lock.txt"); done
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-deps --require-hashes --only-binary :all: "${arguments[@]}" ||
        die "Could not install the packages; the lines above say why."
}

# Whether .venv holds what is wanted ($1: run or dev), though perhaps for another Python.
venv_serves() {
    { [ -e ".venv/installed-$1" ] || [ -e .venv/installed-dev ]; } &&
        .venv/bin/python -c '' 2>/dev/null &&
        [ "$(cat .venv/fingerprint 2>/dev/null)" = "$(fingerprint .venv/bin/python)" ]
}

# A checkout that cannot be written serves as it is, or not at all.
require_writable() {
    local place
    for place in . .venv; do
        if [ -e "$place" ] && [ ! -w "$place" ]; then
            die "Mélodie keeps its Python packages in $PWD/.venv, which you cannot write to." \
                "Have the owner of $PWD run $0 once, or use a copy of your own."
        fi
    done
}

# ensure_venv run|dev: make .venv hold what the services need, or that and every tool.
ensure_venv() {
    local python wanted locks=("${RUN_LOCKS[@]}")
    if [ "$1" = dev ]; then locks=(dev); fi
    if [ ! -w . ] && venv_serves "$1"; then return; fi
    # Two scripts at once must not build the same .venv.
    exec 9<requirements
    if command -v flock >/dev/null; then flock 9; fi
    python=$(find_python)
    wanted=$(fingerprint "$python")
    if [ "$(cat .venv/fingerprint 2>/dev/null)" != "$wanted" ]; then
        require_writable
        echo "Making .venv with $("$python" --version)."
        rm -rf .venv
        "$python" -m venv .venv
        printf '%s\n' "$wanted" >.venv/fingerprint
    fi
    if [ ! -e ".venv/installed-$1" ] && [ ! -e .venv/installed-dev ]; then
        require_writable
        echo "Installing what Mélodie needs; this happens once."
        install_locks "${locks[@]}"
        touch ".venv/installed-$1"
    fi
    exec 9<&-
}
