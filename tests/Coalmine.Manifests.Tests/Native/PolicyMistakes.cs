using Xunit;

namespace Coalmine.Manifests.Tests.Native;

/// <summary>Policies with exactly one mistake each, and the beginning of what is said of it.</summary>
internal static class PolicyMistakes
{
    /// <summary>What stands between the braces of a plan; and how many lines are said.</summary>
    public static TheoryData<string, string, int> Plans => new()
    {
        { "weights: [10, 50, 100], evry: 5m, maximum: 6h",
            "2:33 error CM1101 · Unknown key 'evry' in the plan. Did you mean 'every'? Allowed: weights, steps, total, every, "
                + "passes, bake, shadow, shadowEvery, maximum, hooks.", 1 },
        { "weights: [10, 50, 100], every: 5, maximum: 6h", "2:40 error CM1202 · '5' lacks its unit for a duration.", 1 },
        { "weights: [10, 50, 25], every: 5m, maximum: 6h",
            "2:27 error CM1205 · Weight 25 follows 50. Weights must rise from step to step; a canary that should get less is rolled back.", 1 },
        { "weights: [10, 10], every: 5m, maximum: 6h", "2:23 error CM1205 · Weight 10 follows 10.", 1 },
        { "weights: [10, 110], every: 5m, maximum: 6h",
            "2:23 error CM1206 · Weight 110 is more than the total of 100. Allowed: whole numbers from 1 to 100.", 1 },
        { "weights: [10, 60], total: 50, every: 5m, maximum: 6h", "2:23 error CM1206 · Weight 60 is more than the total of 50.", 1 },
        { "weights: [0, 10], every: 5m, maximum: 6h", "2:19 error CM1203 · '0' is not possible for a weight.", 1 },
        { "weights: [10%, 20%], every: 5m, maximum: 6h", "2:19 error CM1202 · Unit '%' in '10%' does not fit a weight.", 2 },
        { "weights: [2.5], every: 5m, maximum: 6h", "2:19 error CM1201 · '2.5' is not a weight.", 1 },
        { "weights: [], every: 5m, maximum: 6h", "2:18 error CM1108 · The list is empty;", 1 },
        { "weights: 10, every: 5m, maximum: 6h", "2:18 error CM1103 · Read a single value; expected a list, each item of it a whole number of parts", 1 },
        { "weights: [10], every: 5m, passes: 0, maximum: 6h",
            "2:43 error CM1203 · '0' is not possible for a count. Allowed: a whole number from 1 to 1000000000.", 1 },
        { "weights: [10], every: 7h, maximum: 6h", "2:31 error CM1303 · `every` is 7h and `maximum` is 6h: the rollout would end before its first look.", 1 },
        { "weights: [10, 20], every: 1h, passes: 4, maximum: 6h",
            "2:59 error CM1304 · The steps take at least 8h and `maximum` is 6h: no canary could be promoted.", 1 },
        { "weights: [10], every: 365d, passes: 1000000000, maximum: 365d", "2:66 error CM1304 · The steps take at least 36500d", 1 },
        { "weights: [10], maximum: 6h", "2:7 error CM1102 · Key 'every' is missing in the plan. Give a duration above 0s", 1 },
        { "weights: [10], every: 5m", "2:7 error CM1102 · Key 'maximum' is missing in the plan.", 1 },
        { "every: 5m, maximum: 6h", "2:7 error CM1302 · A plan has either `weights` or `steps`, and only one of them.", 1 },
        { "weights: [10], steps: [ { weight: 10 } ], every: 5m, maximum: 6h", "2:31 error CM1302 · ", 1 },
        { "steps: [ { weight: 10 } ], maximum: 6h", "2:18 error CM1102 · Key 'every' is missing in the step.", 1 },
        { "steps: [ { weight: 10, pause: forever } ], every: 5m, maximum: 6h",
            "2:39 error CM1204 · Unknown pause 'forever'. Allowed: none, untilResumed.", 1 },
    };

    /// <summary>What stands between the braces of a check.</summary>
    public static TheoryData<string, string> Checks => new()
    {
        { "metric: eror, atMost: 1%", "3:21 error CM1204 · Unknown metric 'eror'. Did you mean 'errors'? Allowed: latency.p50, " },
        { "metric: latency.p100, atMost: 1s", "3:21 error CM1203 · 'latency.p100' is not possible for a latency quantile." },
        { "metric: errors, atMost: 120%",
            "3:37 error CM1203 · '120%' is not possible for a share. Allowed: a share from 0% to 100%, such as 0.5%, or a bare number from 0 to 1." },
        { "metric: errors, atMost: 200ms", "3:37 error CM1202 · Unit 'ms' in '200ms' does not fit a share." },
        { "metric: latency.p99, atMost: 200", "3:42 error CM1202 · '200' lacks its unit for a latency." },
        { "metric: latency.p99, atMost: 200ms, atmost: 1%", "3:49 error CM1101 · Unknown key 'atmost' in the check. Did you mean 'atMost'?" },
        { "metric: errors, atLeast: 1%",
            "3:38 error CM1311 · `atLeast` does not fit errors, where higher is worse: use `atMost` or `notWorseThanBaseline`." },
        { "metric: accuracy, atMost: 95%",
            "3:39 error CM1311 · `atMost` does not fit accuracy, where higher is better: use `atLeast` or `notWorseThanBaseline`." },
        { "metric: errors", "3:11 error CM1310 · The check asks for nothing." },
        { "atMost: 1%", "3:11 error CM1102 · Key 'metric' is missing in the check." },
        { "metric: latency.p99, notWorseThanBaseline: 1pp", "3:56 error CM1312 · '1pp' is a difference of shares, and latency.p99 is no share." },
        { "metric: business.conversion, notWorseThanBaseline: 100%", "3:64 error CM1313 · With '100%' any business.conversion would do, even 0." },
        { "metric: errors, notWorseThanBaseline: 0.005",
            "3:51 error CM1202 · '0.005' lacks its unit for a margin. Allowed: a part of the baseline's value such as 20%, or percentage points such as 0.5pp." },
        { "metric: errors, notWorseThanBaseline: -1pp", "3:51 error CM1203 · '-1pp' is not possible for a margin." },
        { "metric: errors, notWorseThanBaseline: [1pp]", "3:51 error CM1103 · Read a list; expected a part of the baseline's value" },
        { "metric: errors, atMost: ", "3:38 error CM1103 · Read nothing; expected a share" },
        { "metric: accuracy, notWorseThanBaseline: 1%",
            "3:53 error CM1316 · '1%' is a part of the baseline's accuracy, which counting methods do not judge. Write percentage "
                + "points, such as `1pp`, or use `method: point`." },
        { "metric: disagreement, atMost: 2%", "3:21 error CM1314 · `disagreement` is known of mirrored requests only, and the plan has no shadow stage." },
        { "metric: disagreement, notWorseThanBaseline: 2pp", "3:57 error CM1315 · " },
        { "metric: errors, at: 200ms, notWorseThanBaseline: 1pp",
            "3:33 error CM1317 · `at` belongs to latency quantiles with `notWorseThanBaseline` and means nothing here." },
        { "metric: errors, query: up, atMost: 1%", "3:36 error CM1317 · `query` belongs to `metric: query`" },
        { "metric: query, query: up, higherIsWorse: true, atMost: 1, method: point", "3:11 error CM1321 · Metric query needs `name`." },
        { "metric: query, name: x, query: up, atMost: 1, method: point", "3:11 error CM1321 · Metric query needs `higherIsWorse`." },
        { "metric: query, name: x, query: up, higherIsWorse: true, atMost: 1",
            "3:21 error CM1319 · A query has no sample size, and method sequential needs one." },
        { "metric: errors, atMost: 1%, missing: 0%",
            "3:50 error CM1318 · `missing` with a value replaces the answer of a query, and method sequential counts requests instead." },
        { "metric: errors, atMost: 1%, missing: fine", "3:50 error CM1201 · 'fine' is not a share." },
        { "metric: errors, atMost: 1%, method: fischer",
            "3:49 error CM1204 · Unknown method 'fischer'. Did you mean 'fisher'? Allowed: point, fixed, sequential, sprt, mixture-sprt, "
                + "confidence-sequence, group-sequential, kayenta, e-detector, two-by-two, distribution-band, miettinen-nurminen, farrington-manning, z, fisher, fisher-mid-p, "
                + "clopper-pearson, jeffreys, bayes, delta, rao-scott, welch, mann-whitney, kolmogorov-smirnov, psi, jensen-shannon." },
        { "metric: latency.distribution, notWorseThanBaseline: 20%",
            "3:65 error CM1325 · '20%' is a part of the baseline's value, and latency.distribution has none. Write percentage points, such as `2pp`." },
        { "metric: scores.distribution, atLeast: 0.1", "3:51 error CM1311 · `atLeast` does not fit scores.distribution, where higher is worse" },
        { "metric: scores.distribution, atMost: 0",
            "3:50 error CM1203 · '0' is not possible for a distance index. Allowed: a bare number above 0 and at most 10, such as 0.1." },
        { "metric: latency.distribution, atMost: 200ms", "3:51 error CM1202 · Unit 'ms' in '200ms' does not fit a distance index." },
        { "metric: predictions.distribution, notWorseThanBaseline: 2pp",
            "3:69 error CM1324 · Classes have no order, so that `predictions.distribution` has no largest difference. Limit an index with `atMost: 0.1` and "
                + "`method: psi` or `method: jensen-shannon`." },
        { "metric: errors, atMost: 1%, method: group-sequential",
            "3:49 error CM1207 · 'group-sequential' alone is no method: it needs `samples`. Write `{ group-sequential: { samples: ... } }`." },
        { "metric: errors, atMost: 1%, method: { group-sequential: {} }", "3:69 error CM1102 · " },
        { "metric: errors, atMost: 1%, method: { group-sequential: { samples: 0 } }", "3:80 error CM1203 · '0' is not possible for a count." },
        { "metric: errors, atMost: 1%, method: { group-sequential: { samples: 9, looks: 101 } }", "3:90 error CM1203 · '101' is not possible" },
        { "metric: errors, atMost: 1%, method: { group-sequential: { samples: 9, spending: even } }",
            "3:93 error CM1204 · Unknown spending 'even'. Allowed: power, hwang-shih-decani, obrien-fleming, pocock." },
        { "metric: errors, atMost: 1%, method: { sprt: { design: 1 } }",
            "3:67 error CM1203 · '1' is not possible for a design ratio. Allowed: a bare number above 1 and at most 100, such as 2." },
        { "metric: errors, atMost: 1%, method: { fisher: { multiplicity: holmes } }",
            "3:75 error CM1204 · Unknown correction 'holmes'. Did you mean 'holm'? Allowed: none, bonferroni, holm, hochberg, hommel, benjamini-hochberg, "
                + "benjamini-yekutieli." },
        { "metric: errors, atMost: 1%, method: { fixed: { interval: wald } }",
            "3:70 error CM1204 · Unknown interval 'wald'. Allowed: newcombe, miettinen-nurminen." },
        { "metric: errors, atMost: 1%, method: { fixed: {}, point: {} }",
            "3:49 error CM1107 · 2 keys were read for a method, which takes exactly one of: point, fixed, sequential, sprt" },
        { "metric: errors, atMost: 1%, method: { sequential: { harmFrom: 1% } }",
            "3:75 error CM1204 · Unknown start of harm '1%'. Did you mean '0%'? Allowed: margin, 0%." },
        { "metric: errors, atMost: 1% }, { metric: errors, atMost: 1%", "3:69 error CM1322 · Check 'errors atMost 1%' is already given in line 3." },
    };

    /// <summary>A further line of a policy.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "risk: { missed: 1.5 }",
            "4:17 error CM1203 · '1.5' is not possible for a probability. Allowed: a probability above 0% and below 100%, such as "
                + "5%, or a bare number between 0 and 1." },
        { "risk: { missed: 0% }", "4:17 error CM1203 · '0%' is not possible for a probability." },
        { "risk: { across: bonferroni }\nmethod: fisher",
            "4:7 error CM1323 · `across: bonferroni` weighs the evidence of sequential checks, and no check of this policy gathers any." },
        { "risk: { across: holm }", "4:17 error CM1204 · Unknown rule across checks 'holm'. Allowed: mean, e-benjamini-hochberg, bonferroni." },
        { "version: 2", "4:10 error CM1106 · Version '2' is not known to this build. Allowed: 1, which is also meant where no version is given." },
        { "noData: { holdUpTo: 15m, then: promote }", "4:32 error CM1204 · Unknown way to go on 'promote'. Allowed: rollback, pause." },
        { "inconclusive: { extendUpTo: 1h, per: rollout, then: pause }", "4:38 error CM1204 · Unknown scope 'rollout'. Allowed: step." },
        { "safeBelow: 0.5", "4:12 error CM1201 · '0.5' is not a weight. Allowed: a whole percentage from 0% to 100%, such as 50%." },
        { "safeBelow: 101%", "4:12 error CM1203 · '101%' is not possible for a weight." },
        { "evidence: 1000", "4:11 error CM1103 · Read a single value; expected keys with values for the minimum of evidence: samples, duration." },
        { "metod: point", "4:1 error CM1101 · Unknown key 'metod' in the policy. Did you mean 'method'?" },
    };

    /// <summary>Whole files that are no policies.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "kind: Scenario", "p.yaml:1:7 error CM1104 · This file has `kind: Scenario`; `kind: Policy` is expected here. "
            + "`coalmine simulate` and `study` run scenarios; beside a policy one is given with --against." },
        { "kind: policy", "p.yaml:1:7 error CM1105 · Unknown kind 'policy'. Did you mean 'Policy'? Allowed: Policy, Scenario, Suite, Accepted, Tuning, Incident." },
        { "kind: [Policy]", "p.yaml:1:7 error CM1105 · Unknown kind 'a list'. Allowed: Policy, Scenario, Suite, Accepted, Tuning, Incident." },
        { "plan: {}", "p.yaml:1:1 error CM1102 · Key 'kind' is missing in the file. Give `kind: Policy`, `kind: Scenario` or `kind: Suite`." },
        { "- kind: Policy", "p.yaml:1:1 error CM1103 · Read a list; expected a policy, a scenario or a suite, beginning with `kind: Policy`, `kind: Scenario` or `kind: Suite`." },
    };
}
