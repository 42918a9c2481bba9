#!/bin/sh
# Makes .venv hold what a lock file asks for: sh tools/bootstrap.sh requirements.lock
#
# Where it already does, this takes some hundredths of a second and no network. The stamp is written last: a .venv
# without one was left half made, and is made anew. It lists the installed files with their sizes and the locks that
# were installed, so that a damaged .venv and a changed lock are noticed, whatever the files' times say.
set -eu

lock=$1
venv=.venv
python=$venv/bin/python
stamp=$venv/.installed
log=$venv/install.log

# Settings of the shell that would send packages elsewhere or choose others. Those that say where packages come from stay.
unset PYTHONHOME PYTHONPATH PYTHONSAFEPATH VIRTUAL_ENV __PYVENV_LAUNCHER__
unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_CONSTRAINT PIP_REQUIREMENT PIP_EDITABLE PIP_NO_DEPS PIP_DRY_RUN
unset PIP_PLATFORM PIP_PYTHON_VERSION PIP_ABI PIP_IMPLEMENTATION PIP_REPORT PIP_LOG PIP_QUIET PIP_VERBOSE
unset UV_PYTHON UV_SYSTEM_PYTHON UV_BREAK_SYSTEM_PACKAGES UV_CONSTRAINT UV_OVERRIDE UV_EXCLUDE_NEWER UV_TARGET UV_PREFIX
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1

main() {
    kept=0
    venv_python check "$stamp" "$lock" 2>/dev/null || kept=$?
    case $kept in
        0) return ;;
        3) echo "Installing into .venv what $lock lists." ;;
        *) uv_works || find_python
           if [ -e "$venv" ]; then echo "Making .venv anew: it is damaged or was left half made."
           else echo "Setting up .venv (only once)."; fi
           rm -rf "$venv" ;;
    esac
    rm -f "$stamp"
    if uv_works; then with_uv; else with_pip; fi
    make_command
    venv_python record "$stamp" "$lock"
}

uv_works() { [ -z "${TIMELINE_NO_UV:-}" ] && uv --version >/dev/null 2>&1; }

with_uv() {
    # Copies, not links into uv's cache: what damages .venv must not damage the cache it is mended from.
    if [ ! -d "$venv" ]; then
        mkdir "$venv"
        logged uv venv --allow-existing --no-project --python "${PYTHON:->=3.11}" "$venv"
    fi
    set -- uv pip install --link-mode copy --compile-bytecode --python "$python" --require-hashes -r "$lock"
    "$@" --offline >>"$log" 2>&1 || logged "$@"
}

with_pip() {
    if [ ! -d "$venv" ]; then
        mkdir "$venv"
        logged "$found" -m venv "$venv"
    elif ! "$python" -I -m pip --version >/dev/null 2>&1; then
        logged "$python" -I -m ensurepip  # made by a uv that is gone
    fi
    logged "$python" -I -m pip install --require-hashes -r "$lock"
}

# Runs a command in silence. When it fails, its last word of an error goes into one sentence.
logged() {
    if "$@" >>"$log" 2>&1; then return; fi
    reason=$(grep -i 'error' "$log" | tail -n 1 | sed 's/^[[:space:]]*//') || true
    say "The packages that timeline needs could not be installed (${reason:-no reason was given}; more in $log):" \
        "mend that (is the network there?) and run make again."
}

# Sets $found to a Python that is new enough and can make virtual environments.
find_python() {
    found='' old='' bare=''
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"
    else set -- python3 python3.15 python3.14 python3.13 python3.12 python3.11 python; fi
    for candidate in "$@"; do
        answer=$("$candidate" -E -c "$SUITS" 2>/dev/null) || continue
        case $answer in
            good) found=$candidate; return ;;
            bare*) bare=${bare:-$candidate} ;;
            old*) old=${old:-$candidate here is ${answer#old }} ;;
        esac
    done
    [ -z "$bare" ] || say "$bare cannot make virtual environments: install the Debian package ${bare##*/}-venv" \
        "(sudo apt install ${bare##*/}-venv) and run make again."
    say "timeline needs Python 3.11 or newer, and ${old:-none was found}: install a newer one, or uv, which brings its own," \
        "or name one with make PYTHON=/path/to/python3."
}

say() { echo "$*" >&2; exit 1; }

SUITS='
import sys
if sys.version_info < (3, 11):
    print("old %d.%d.%d" % sys.version_info[:3])
else:
    try:
        import ensurepip, venv
        print("good")
    except ImportError:
        print("bare")
'

# Lets .venv/bin/timeline run this checkout, wherever it is moved to.
make_command() {
    venv_python path .
    printf '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m timeline "$@"\n' >"$venv/bin/timeline"
    chmod +x "$venv/bin/timeline"
}

venv_python() { "$python" -I -c "$STAMP" "$@"; }

# check: 0 all there, 3 all there but of another lock; whatever else Python leaves with means damage.
STAMP='
import hashlib, os, sys, sysconfig

packages = sysconfig.get_path("purelib")

def check(stamp, lock):
    with open(stamp, encoding="utf-8") as file:
        marks, *listed, end = file.read().splitlines()
    whole = end == "all" and sys.prefix != sys.base_prefix
    for line in listed:
        size, _, path = line.partition(" ")
        whole = whole and os.stat(os.path.join(packages, path)).st_size == int(size)
    return 4 if not whole else 0 if mark(lock) in marks.split() else 3

def record(stamp, lock):
    marks = " ".join(mark(each) for each in {lock, "requirements.lock"})  # the other lock holds all of this one
    sizes = (f"{file.stat().st_size} {os.path.relpath(file.path, packages)}" for file in files(packages))
    with open(stamp + ".new", "w", encoding="utf-8") as file:
        file.write("\n".join([marks, *sizes, "all"]))
    os.replace(stamp + ".new", stamp)

def path(root):
    with open(os.path.join(packages, "timeline-checkout.pth"), "w", encoding="utf-8") as file:
        file.write(os.path.relpath(root, packages) + "\n")

def files(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from files(entry.path)
        elif not entry.name.endswith(".pyc"):
            yield entry

def mark(lock):
    digest = hashlib.sha256()
    for path in (lock, "tools/bootstrap.sh"):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()

sys.exit(globals()[sys.argv[1]](*sys.argv[2:]))
'

main
