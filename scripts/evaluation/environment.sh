# shellcheck shell=bash
# Sourced by scripts that read the corpora: as scripts/environment.sh, and $evaluation_python
# has what requirements/evaluation.txt says, in .cache/evaluation/, made when first needed.
source "$(dirname "${BASH_SOURCE[0]}")/../environment.sh"

# shellcheck disable=SC2034 # for the script that sources this
case " $* " in
*" --help "* | *" -h "*) # which needs nothing installed
    evaluation_python=$(find_python)
    return
    ;;
esac

home=$PWD/.cache/evaluation
mkdir -p "$home"
exec 9>"$home/lock" # two at once would trip over each other
if command -v flock >/dev/null; then flock 9; fi

python=$(find_python)
wanted=$("$python" --version && sha256sum requirements/evaluation.txt)
if [ "$(cat "$home/fingerprint" 2>/dev/null)" != "$wanted" ]; then
    echo "Making the environment for evaluating; this happens once." >&2
    rm -rf "$home/venv" "$home/fingerprint"
    "$python" -m venv "$home/venv"
    "$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --no-deps --require-hashes --only-binary :all: -r requirements/evaluation.txt ||
        die "Could not install the packages; the lines above say why."
    printf '%s\n' "$wanted" >"$home/fingerprint"
fi
exec 9>&-

# shellcheck disable=SC2034 # for the script that sources this
evaluation_python=$home/venv/bin/python
