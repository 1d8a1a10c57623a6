#!/bin/sh
# What iopkit does, in a few minutes of reading. `make demo` runs it after installing iopkit.
set -eu
cd "$(dirname "$0")"

heading() {
    printf '\n=== %s\n$ %s\n\n' "$1" "$2"
}

heading "Is the file sound?" "iopkit check standard crest-view.yaml"
iopkit check standard crest-view.yaml

heading "Is there a client whom the rules forget, or send back and forth?" \
    "iopkit check lakeside-draft.yaml --prove"
code=0
iopkit check lakeside-draft.yaml --prove || code=$?
if [ "$code" -ne 1 ]; then
    echo "expected exit code 1, for what the proof finds; got $code" >&2
    exit 1
fi
printf '\n(Exit code 1: something was found. lakeside.yaml is the same file, put right.)\n'

heading "Which rule books does the IOP meet?" \
    "iopkit check standard --against medicare-iop-2024 --against teds-iop --program iop"
iopkit check standard --against medicare-iop-2024 --against teds-iop --program iop || true

heading "The six levels, most intensive first" "iopkit show standard"
iopkit show standard

heading "The same as a picture" "iopkit draw standard"
iopkit draw standard

heading "Where does a client belong who answered everything?" \
    "iopkit place standard --client client-complete.yaml"
iopkit place standard --client client-complete.yaml

heading "And a client at the first telephone call?" \
    "iopkit place standard --client client-unknowns.yaml"
code=0
iopkit place standard --client client-unknowns.yaml || code=$?
if [ "$code" -ne 1 ]; then
    echo "expected exit code 1, for a place that is not certain; got $code" >&2
    exit 1
fi
printf '\n(Exit code 1: the place is not certain before the questions above are answered.)\n'

heading "Ten years, twenty times" "iopkit simulate standard --years 10 --replications 20"
iopkit simulate standard --years 10 --replications 20

heading "What would six more places change?" "iopkit compare standard --set levels.iop.places=37"
iopkit compare standard --set levels.iop.places=37

made=../build/demo
rm -rf "$made"
mkdir -p "$made"
heading "The picture for the wall, and the page to hand out" \
    "iopkit draw standard -o standard.svg; iopkit page lakeside.yaml -o lakeside.html"
iopkit draw standard -o "$made/standard.svg" 2>&1
iopkit page lakeside.yaml -o "$made/lakeside.html" 2>&1
printf '\n(Both are in build/demo.)\n'
