#!/bin/sh
# Writes 1,000 sequential policies into a folder: ten lengths of a look x ten margins of the error rate x ten risks of a false rollback.
# Usage: policies.sh FOLDER
set -eu
mkdir -p "$1"
template='kind: Policy
about: One of a thousand.
plan: { weights: [10, 25, 50, 100], every: @EVERY@m, passes: 2, maximum: 6h }
evidence: { samples: 500, duration: 2m }
risk: { falseRollback: @RISK@%, missed: 5% }
method: sequential
checks:
  - { metric: latency.p99, at: 200ms, notWorseThanBaseline: 20% }
  - { metric: errors, notWorseThanBaseline: @MARGIN@pp }
  - { metric: accuracy, notWorseThanBaseline: 1pp }
noData: { holdUpTo: 15m, then: rollback }
inconclusive: { extendUpTo: 30m, per: step, then: rollback }'
for every in 1 2 3 4 5 6 7 8 9 10; do
  for margin in 0.2 0.3 0.4 0.5 0.6 0.7 0.8 1 1.5 2; do
    for risk in 1 2 3 4 5 6 7 8 9 10; do
      printf '%s\n' "$template" | sed "s/@EVERY@/$every/; s/@MARGIN@/$margin/; s/@RISK@/$risk/" > "$1/every-$every-margin-$margin-risk-$risk.yaml"
    done
  done
done
