using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>Lines after the three of <see cref="SuiteTexts.With"/>, each with one mistake, and what is said of it.</summary>
internal static class SuiteMistakes
{
    public static TheoryData<string, string> Lines => new()
    {
        { "expectations: [ { characteristic: falseRolback, atMost: 5% } ]",
            "4:35 error CM1204 · Unknown characteristic 'falseRolback'. Did you mean 'falseRollback'?" },
        { "expectations: [ { characteristic: falseRollback } ]",
            "4:17 error CM2320 · Nothing bounds falseRollback here. Give one of atMost, atLeast." },
        { "expectations: [ { characteristic: duration, p90AtMost: 1h, medianAtMost: 20m } ]",
            "4:17 error CM2321 · duration has 2 bounds here. Write one a line" },
        { "expectations: [ { characteristic: duration, atMost: 1h } ]",
            "4:53 error CM2322 · `atMost` does not fit duration. Write medianAtMost, medianAtLeast, p90AtMost," },
        { "expectations: [ { characteristic: detection.p90, p90AtMost: 1h } ]",
            "4:61 error CM2322 · `p90AtMost` does not fit detection.p90. Write atMost, atLeast." },
        { "expectations: [ { characteristic: hurtAnswers, meanAtMost: 100 } ]",
            "4:60 error CM2323 · `meanAtMost` cannot be decided" },
        { "expectations: [ { characteristic: falseRollback, atMost: 5 } ]", "4:58 error CM1203 · '5' is not possible for a share." },
        { "expectations: [ { characteristic: duration, p90AtMost: 20 } ]", "4:56 error CM1202 · '20' lacks its unit for a duration." },
        { "expectations: [ { characteristic: falseRollback, atMost: 100% } ]",
            "4:58 error CM2324 · `falseRollback atMost 100%` is true of every policy." },
        { "expectations: [ { characteristic: promoted, atLeast: 0% } ]", "4:54 error CM2324 · `promoted atLeast 0%` is true of every policy." },
        { "expectations: []", "1:1 error CM2326 · The suite has nothing to test." },
        { "falseAlarm: 1%", "4:13 error CM1203 · '1%' is not possible for a probability of a false alarm." },
        { "cases: [ { expect: [ { at: 5m, decision: rollBack } ] } ]", "4:20 error CM2331 · `expect` says what must be decided when, given written answers or an incident." },
        { "cases: [ { policies: [b], incident: i, given: { every: 1m }, expect: [ { at: 5m, decision: hold } ] } ]", "4:37 error CM2391 · What a policy is told is `given`, or" },
        { "cases: [ { incident: i, seed: 3 } ]", "4:31 error CM2392 · `seed` is of simulated cases, and this one is of an incident." },
        { "cases: [ { incident: i, scenarios: [a] } ]", "4:36 error CM2392 · `scenarios` is of simulated cases" },
        { "cases: [ { incident: i, expectations: [ { characteristic: open, atMost: 1% } ] } ]", "4:39 error CM2392 · `expectations` is of simulated cases" },
        { "cases: [ { incident: i, expect: [ { at: 5m, decision: hold }, { at: 4m, decision: hold } ] } ]", "4:63 error CM2343 · 4m lies before" },
        { "cases: [ { policies: [b], given: { every: 1m } } ]", "4:34 error CM2330 · Answers are `given`, and nothing is expected." },
        { "cases: [ { given: { every: 1m }, expect: [ { at: 5m, decision: rollBack } ] } ]", "4:10 error CM2350 · Answers are given to one policy." },
        { "cases: [ { policies: [b], seed: 3, given: { every: 1m }, expect: [ { at: 5m, decision: hold } ] } ]",
            "4:33 error CM2351 · `seed` is of simulated cases" },
        { "cases: [ { policies: [b], given: { every: 1m }, expect: [ { at: 5m, decision: hold } ], expectations: [ { characteristic: open, atMost: 1% } ] } ]",
            "4:103 error CM2329 · `expectations` are of simulated cases." },
        { "cases: [ { policies: [b], given: { every: 1m }, expect: [ { at: 5m, decision: hold }, { at: 4m, decision: hold } ] } ]",
            "4:87 error CM2343 · 4m lies before the moment above it." },
        { "cases: [ { policies: [b], given: { every: 1m }, expect: [ { at: 5m } ] } ]", "4:59 error CM2341 · Nothing is expected at this moment." },
        { "cases: [ { policies: [b], given: { every: 1m }, expect: [ { at: 5m, weight: 10%, because: errors } ] } ]",
            "4:91 error CM2342 · `because` is the reason of a `decision`" },
        { "cases: [ { policies: [b], given: { every: 1m, answers: { a: 1 x } }, expect: [ { at: 5m, decision: hold } ] } ]",
            "4:61 error CM2337 · '1 x' is no series: 'x' is neither a value nor a repetition." },
        { "cases: [ { policies: [b], given: { every: 1m, answers: { a: 1x100000 } }, expect: [ { at: 5m, decision: hold } ] } ]",
            "4:61 error CM2337 · '1x100000' is no series: at most 100,000 values are possible." },
    };
}
