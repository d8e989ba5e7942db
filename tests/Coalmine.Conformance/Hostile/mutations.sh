#!/usr/bin/env bash
# Takes the guards of the driver out of the code, one at a time, in a copy of the committed tree, and tells how soon the hostile cluster notices.
# Usage: tests/Coalmine.Conformance/Hostile/mutations.sh [SEEDS]     (1000 unless told; about 2 minutes a guard on 2 cores)
# Prints the table of mutations.md. Ends with 1 where a guard can be taken out and nothing notices.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
readonly seeds=${1:-1000}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git archive HEAD | tar -x -C "$copy"
cd "$copy"

build() {
    dotnet build tests/Coalmine.Conformance -c Release -v q -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:RestoreLockedMode=true >build.log 2>&1 ||
        { cat build.log >&2; exit 2; }
}

missed=0

# guard NAME FILE WRITTEN INSTEAD
guard() {
    local count rules first
    cp "$2" kept
    from=$3 to=$4 perl -0pi -e '$n += s/\Q$ENV{from}\E/$ENV{to}/g; END { exit($n ? 0 : 1) }' "$2" || { echo "$2 does not hold: $3" >&2; exit 2; }
    build
    dotnet run --no-build -c Release --project tests/Coalmine.Conformance -- hostile --seeds "$seeds" --workers 2 >table || true
    mv kept "$2"
    count=$(grep -c '^hostile --only' table || true)
    rules=$(sed -n 's/^hostile --only [0-9]*: \([a-z]*\):.*/\1/p' table | sort | uniq -c | sort -rn | awk '{ printf "%s%s %s", sep, $2, $1; sep = ", " }')
    first=$(sed -n 's/^hostile --only \([0-9]*\):.*/\1/p' table | sort -n | head -1)
    printf '| %s | %s | %s | %s |\n' "$1" "$count" "${first:--}" "${rules:-none}"
    ((count > 0)) || missed=1
}

printf '| guard that is taken out | broken of %s seeds | the first | rules that are broken |\n|---|---:|---:|---|\n' "$seeds"
readonly live=src/Coalmine.Live native=src/Coalmine.Rollouts/Controllers/Native
guard 'a write bears the version that it was planned on' $live/Traffic/TrafficControl.cs \
    'JsonArray operations = [Guard(change.Found)];' 'JsonArray operations = [];'
guard 'a write of an older driver is refused' $live/Traffic/WriteGuard.cs \
    'if (reading.Fence > order.Fence)' 'if (reading.Fence > order.Fence + 1000)'
guard 'a change that the target bears is done' $live/Traffic/WriteGuard.cs \
    'if (reading.LastChange == order.Change)' 'if (reading.LastChange == order.Change + "never")'
guard 'a later change is not written over by an earlier one' $live/Traffic/WriteGuard.cs \
    '&& !aim.IsRetreat)' '&& reading.Fence < 0)'
guard 'what somebody else has written is left alone' $live/Traffic/WriteGuard.cs \
    'if (!isUnderway && order.Expected is' 'if (reading.Fence < 0 && order.Expected is'
guard 'a step is one step of the plan' $native/NativeStages.cs \
    'PlanStep entered = Plan.Steps[step];' 'step = Math.Min(step == 0 ? 0 : step + 1, Plan.Steps.Length - 1); PlanStep entered = Plan.Steps[step];'
guard 'a check wants its samples' $native/NativeLook.cs \
    '&& _rules.HasSamples(state.Evaluation, step, state.Weight)' ''
guard 'a change waits for its record' $live/Driving/TargetWriter.cs \
    '&& (recorder.IsRecorded || duty.IsRollback)' ''
guard 'a rollback goes on until it is done' $live/Driving/TargetWriter.cs \
    'case TrafficWrite.Unavailable unavailable:' \
    'case TrafficWrite.Unavailable when duty.IsRollback: recorder.Finish(duty, "given up"); return true; case TrafficWrite.Unavailable unavailable:'
guard 'a driver knows who may have ended the rollout since it was started' $live/Driving/LiveDriver.cs \
    'if (target.Fence >= OthersFrom &&' 'if (target.Fence < 0 &&'
guard 'a journal that lacks what the target bears is not gone on with' $live/Driving/LiveDriver.cs \
    'if (target.Problem.Length == 0 && isForked)' 'if (target.Fence < 0 && isForked)'
guard 'a rollout begins on a target that is as it was met' $live/Driving/LiveDriver.cs \
    'return isAsMet' 'return isAsMet || met.Fence >= 0'
exit "$missed"
