using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Xunit;

namespace Coalmine.Manifests.Tests.Native;

/// <summary>Each policy has exactly one mistake and gets exactly one line for it.</summary>
public sealed class PolicyRefusalTests
{
    [Theory]
    [InlineData("weights: [10, 50, 100], evry: 5m, maximum: 6h",
        "2:33 error CM1101 · Unknown key 'evry' in the plan. Did you mean 'every'? Allowed: weights, steps, total, every, "
            + "passes, bake, shadow, shadowEvery, maximum, hooks.")]
    [InlineData("weights: [10, 50, 100], every: 5, maximum: 6h", "2:40 error CM1202 · '5' lacks its unit for a duration.")]
    [InlineData("weights: [10, 50, 25], every: 5m, maximum: 6h",
        "2:27 error CM1205 · Weight 25 follows 50. Weights must rise from step to step; a canary that should get less is rolled back.")]
    [InlineData("weights: [10, 10], every: 5m, maximum: 6h", "2:23 error CM1205 · Weight 10 follows 10.")]
    [InlineData("weights: [10, 110], every: 5m, maximum: 6h",
        "2:23 error CM1206 · Weight 110 is more than the total of 100. Allowed: whole numbers from 1 to 100.")]
    [InlineData("weights: [10, 60], total: 50, every: 5m, maximum: 6h", "2:23 error CM1206 · Weight 60 is more than the total of 50.")]
    [InlineData("weights: [0, 10], every: 5m, maximum: 6h", "2:19 error CM1203 · '0' is not possible for a weight.")]
    [InlineData("weights: [10%, 20%], every: 5m, maximum: 6h", "2:19 error CM1202 · Unit '%' in '10%' does not fit a weight.", 2)]
    [InlineData("weights: [2.5], every: 5m, maximum: 6h", "2:19 error CM1201 · '2.5' is not a weight.")]
    [InlineData("weights: [], every: 5m, maximum: 6h", "2:18 error CM1108 · The list is empty;")]
    [InlineData("weights: 10, every: 5m, maximum: 6h", "2:18 error CM1103 · Read a single value; expected a list, each item of it a whole number of parts")]
    [InlineData("weights: [10], every: 5m, passes: 0, maximum: 6h",
        "2:43 error CM1203 · '0' is not possible for a count. Allowed: a whole number from 1 to 1000000000.")]
    [InlineData("weights: [10], every: 7h, maximum: 6h", "2:31 error CM1303 · `every` is 7h and `maximum` is 6h: the rollout would end before its first look.")]
    [InlineData("weights: [10, 20], every: 1h, passes: 4, maximum: 6h",
        "2:59 error CM1304 · The steps take at least 8h and `maximum` is 6h: no canary could be promoted.")]
    [InlineData("weights: [10], every: 365d, passes: 1000000000, maximum: 365d", "2:66 error CM1304 · The steps take at least 36500d")]
    [InlineData("weights: [10], maximum: 6h", "2:7 error CM1102 · Key 'every' is missing in the plan. Give a duration above 0s")]
    [InlineData("weights: [10], every: 5m", "2:7 error CM1102 · Key 'maximum' is missing in the plan.")]
    [InlineData("every: 5m, maximum: 6h", "2:7 error CM1302 · A plan has either `weights` or `steps`, and only one of them.")]
    [InlineData("weights: [10], steps: [ { weight: 10 } ], every: 5m, maximum: 6h", "2:31 error CM1302 · ")]
    [InlineData("steps: [ { weight: 10 } ], maximum: 6h", "2:18 error CM1102 · Key 'every' is missing in the step.")]
    [InlineData("steps: [ { weight: 10, pause: forever } ], every: 5m, maximum: 6h",
        "2:39 error CM1204 · Unknown pause 'forever'. Allowed: none, untilResumed.")]
    public void Read_PlanWithOneMistake_SaysWhereAndWhy(string plan, string expected, int lines = 1)
    {
        string[] said = [.. PolicyText.Read($"plan: {{ {plan} }}", PolicyText.Checks).Said.Select(d => d.ToString())];
        Assert.Equal(lines, said.Length);
        Assert.StartsWith($"p.yaml:{expected}", said[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metric: eror, atMost: 1%", "3:21 error CM1204 · Unknown metric 'eror'. Did you mean 'errors'? Allowed: latency.p50, ")]
    [InlineData("metric: latency.p100, atMost: 1s", "3:21 error CM1203 · 'latency.p100' is not possible for a latency quantile.")]
    [InlineData("metric: errors, atMost: 120%",
        "3:37 error CM1203 · '120%' is not possible for a share. Allowed: a share from 0% to 100%, such as 0.5%, or a bare number from 0 to 1.")]
    [InlineData("metric: errors, atMost: 200ms", "3:37 error CM1202 · Unit 'ms' in '200ms' does not fit a share.")]
    [InlineData("metric: latency.p99, atMost: 200", "3:42 error CM1202 · '200' lacks its unit for a latency.")]
    [InlineData("metric: latency.p99, atMost: 200ms, atmost: 1%", "3:49 error CM1101 · Unknown key 'atmost' in the check. Did you mean 'atMost'?")]
    [InlineData("metric: errors, atLeast: 1%",
        "3:38 error CM1311 · `atLeast` does not fit errors, where higher is worse: use `atMost` or `notWorseThanBaseline`.")]
    [InlineData("metric: accuracy, atMost: 95%",
        "3:39 error CM1311 · `atMost` does not fit accuracy, where higher is better: use `atLeast` or `notWorseThanBaseline`.")]
    [InlineData("metric: errors", "3:11 error CM1310 · The check asks for nothing.")]
    [InlineData("atMost: 1%", "3:11 error CM1102 · Key 'metric' is missing in the check.")]
    [InlineData("metric: latency.p99, notWorseThanBaseline: 1pp", "3:56 error CM1312 · '1pp' is a difference of shares, and latency.p99 is no share.")]
    [InlineData("metric: business.conversion, notWorseThanBaseline: 100%", "3:64 error CM1313 · With '100%' any business.conversion would do, even 0.")]
    [InlineData("metric: errors, notWorseThanBaseline: 0.005",
        "3:51 error CM1202 · '0.005' lacks its unit for a margin. Allowed: a part of the baseline's value such as 20%, or percentage points such as 0.5pp.")]
    [InlineData("metric: errors, notWorseThanBaseline: -1pp", "3:51 error CM1203 · '-1pp' is not possible for a margin.")]
    [InlineData("metric: errors, notWorseThanBaseline: [1pp]", "3:51 error CM1103 · Read a list; expected a part of the baseline's value")]
    [InlineData("metric: errors, atMost: ", "3:38 error CM1103 · Read nothing; expected a share")]
    [InlineData("metric: accuracy, notWorseThanBaseline: 1%",
        "3:53 error CM1316 · '1%' is a part of the baseline's accuracy, which counting methods do not judge. Write percentage "
            + "points, such as `1pp`, or use `method: point`.")]
    [InlineData("metric: disagreement, atMost: 2%", "3:21 error CM1314 · `disagreement` is known of mirrored requests only, and the plan has no shadow stage.")]
    [InlineData("metric: disagreement, notWorseThanBaseline: 2pp", "3:57 error CM1315 · ")]
    [InlineData("metric: errors, at: 200ms, notWorseThanBaseline: 1pp",
        "3:33 error CM1317 · `at` belongs to latency quantiles with `notWorseThanBaseline` and means nothing here.")]
    [InlineData("metric: errors, query: up, atMost: 1%", "3:36 error CM1317 · `query` belongs to `metric: query`")]
    [InlineData("metric: query, query: up, higherIsWorse: true, atMost: 1, method: point", "3:11 error CM1321 · Metric query needs `name`.")]
    [InlineData("metric: query, name: x, query: up, atMost: 1, method: point", "3:11 error CM1321 · Metric query needs `higherIsWorse`.")]
    [InlineData("metric: query, name: x, query: up, higherIsWorse: true, atMost: 1",
        "3:21 error CM1319 · A query has no sample size, and method sequential needs one.")]
    [InlineData("metric: errors, atMost: 1%, missing: 0%",
        "3:50 error CM1318 · `missing` with a value replaces the answer of a query, and method sequential counts requests instead.")]
    [InlineData("metric: errors, atMost: 1%, missing: fine", "3:50 error CM1201 · 'fine' is not a share.")]
    [InlineData("metric: errors, atMost: 1%, method: bayes", "3:49 error CM1204 · Unknown method 'bayes'. Allowed: point, fixed, sequential.")]
    [InlineData("metric: errors, atMost: 1%, method: { fixed: { interval: wald } }",
        "3:70 error CM1204 · Unknown interval 'wald'. Allowed: newcombe, miettinen-nurminen.")]
    [InlineData("metric: errors, atMost: 1%, method: { fixed: {}, point: {} }",
        "3:49 error CM1107 · 2 keys were read for a method, which takes exactly one of: point, fixed, sequential.")]
    [InlineData("metric: errors, atMost: 1%, method: { sequential: { harmFrom: 1% } }",
        "3:75 error CM1204 · Unknown start of harm '1%'. Did you mean '0%'? Allowed: margin, 0%.")]
    [InlineData("metric: errors, atMost: 1% }, { metric: errors, atMost: 1%", "3:69 error CM1322 · Check 'errors atMost 1%' is already given in line 3.")]
    public void Read_CheckWithOneMistake_SaysWhereAndWhy(string check, string expected) =>
        Assert.StartsWith($"p.yaml:{expected}", PolicyText.Refused(PolicyText.Plan, $"checks: [ {{ {check} }} ]"), StringComparison.Ordinal);

    [Theory]
    [InlineData("risk: { missed: 1.5 }",
        "4:17 error CM1203 · '1.5' is not possible for a probability. Allowed: a probability above 0% and below 100%, such as "
            + "5%, or a bare number between 0 and 1.")]
    [InlineData("risk: { missed: 0% }", "4:17 error CM1203 · '0%' is not possible for a probability.")]
    [InlineData("version: 2", "4:10 error CM1106 · Version '2' is not known to this build. Allowed: 1, which is also meant where no version is given.")]
    [InlineData("noData: { holdUpTo: 15m, then: promote }", "4:32 error CM1204 · Unknown way to go on 'promote'. Allowed: rollback, pause.")]
    [InlineData("inconclusive: { extendUpTo: 1h, per: rollout, then: pause }", "4:38 error CM1204 · Unknown scope 'rollout'. Allowed: step.")]
    [InlineData("safeBelow: 0.5", "4:12 error CM1201 · '0.5' is not a weight. Allowed: a whole percentage from 0% to 100%, such as 50%.")]
    [InlineData("safeBelow: 101%", "4:12 error CM1203 · '101%' is not possible for a weight.")]
    [InlineData("evidence: 1000", "4:11 error CM1103 · Read a single value; expected keys with values for the minimum of evidence: samples, duration.")]
    [InlineData("metod: point", "4:1 error CM1101 · Unknown key 'metod' in the policy. Did you mean 'method'?")]
    public void Read_PolicyWithOneMistake_SaysWhereAndWhy(string line, string expected) =>
        Assert.StartsWith($"p.yaml:{expected}", PolicyText.Refused(PolicyText.Plan, PolicyText.Checks, line), StringComparison.Ordinal);

    [Theory]
    [InlineData("kind: Scenario", "p.yaml:1:7 error CM1104 · This file is a Scenario; a Policy is expected here.")]
    [InlineData("kind: policy", "p.yaml:1:7 error CM1105 · Unknown kind 'policy'. Did you mean 'Policy'? Allowed: Policy, Scenario.")]
    [InlineData("kind: [Policy]", "p.yaml:1:7 error CM1105 · Unknown kind 'a list'. Allowed: Policy, Scenario.")]
    [InlineData("plan: {}", "p.yaml:1:1 error CM1102 · Key 'kind' is missing in the file. Give `kind: Policy` or `kind: Scenario`.")]
    [InlineData("- kind: Policy", "p.yaml:1:1 error CM1103 · Read a list; expected a policy or a scenario, beginning with `kind: Policy` or `kind: Scenario`.")]
    public void Read_OtherKind_IsRefused(string text, string expected) => Assert.Equal(
        expected,
        Refusal.Of(YamlLoader.LoadOne(new SourceText("p.yaml", text)).Then(PolicyReader.Read)));
}
