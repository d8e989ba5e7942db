#!/usr/bin/env bash
# How long the installed tool takes from the command line to its end, against the same program as an ordinary build leaves it (no code compiled ahead).
# The two in turn, so that a machine that slows down slows both. Usage: benchmarks/startup.sh TOOL [RUNS], TOOL being the installed `coalmine`; needs GNU time.
# Prints minimum, median and maximum in seconds, of the wall clock and of the processors; these count where the machine does other things as well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly tool=$(realpath "${1:?the installed program}") runs=${2:-21}
dotnet build src/Coalmine.Cli -c Release -v quiet --nologo >&2
built=$(dotnet msbuild src/Coalmine.Cli -p:Configuration=Release -getProperty:TargetPath)
readonly built=${built%.dll}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# One run: seconds of the wall clock and of the processors, added to a file.
measure() {
    local file=$1
    shift
    /usr/bin/time -a -o "$file" -f '%e %U %S' "$@" >"$scratch/output" 2>&1
}

# Minimum, median and maximum of the wall clock, then of the processors.
figures() {
    awk '{ print $1, $2 + $3 }' "$1" >"$scratch/both"
    for column in 1 2; do
        cut -d ' ' -f $column "$scratch/both" | LC_ALL=C sort -n | awk '{ v[NR] = $1 } END { printf " %.2f / %.2f / %.2f |", v[1], v[int((NR + 1) / 2)], v[NR] }'
    done
}

pair() {
    local name=$1 program
    shift
    for program in "$tool" "$built"; do
        measure "$scratch/warm" "$program" "$@"
    done
    rm -f "$scratch/tool" "$scratch/built"
    for ((run = 0; run < runs; run++)); do
        measure "$scratch/tool" "$tool" "$@"
        measure "$scratch/built" "$built" "$@"
    done
    echo "| $name | installed tool |$(figures "$scratch/tool")"
    echo "| | ordinary build |$(figures "$scratch/built")"
}

echo "$(nproc) processors, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), load $(cut -d ' ' -f 1 /proc/loadavg), .NET $(dotnet --version), $runs runs each"
echo
echo '| command | program | wall, s: min / median / max | processors, s: min / median / max |'
echo '| --- | --- | --- | --- |'
pair '`coalmine --help`' --help
pair '`coalmine simulate scenarios/catalogue/silent-accuracy-drop.yaml`' simulate scenarios/catalogue/silent-accuracy-drop.yaml --out "$scratch/out"
