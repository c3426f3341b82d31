# Finds a Python that is new enough and leaves its name in $python. Read by the commands beside it.
python=
for candidate in ${RINGFENCE_PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>&1) || found="no python3 at all"
    echo "Ringfence needs Python 3.11 or newer; this machine has $found." >&2
    echo "Install one, or name it: RINGFENCE_PYTHON=/path/to/python3.11 $0" >&2
    exit 1
fi
# What was compiled is kept beside the sources, whatever the account is used to: every later start is quicker by it.
unset PYTHONDONTWRITEBYTECODE
