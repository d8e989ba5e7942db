using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>Scenarios with exactly one mistake each, and the beginning of what is said of it.</summary>
internal static class ScenarioMistakes
{
    /// <summary>A line in place of the one of the shortest scenario that has its key; and how many lines are said.</summary>
    public static TheoryData<string, string, int> NeededLines => new()
    {
        { "duration: 480", "2:11 error CM1202 · '480' lacks its unit for a duration.", 1 },
        { "traffic: { rate: 200, users: { count: 5 } }",
            "3:18 error CM1202 · '200' lacks its unit for a rate. Allowed: a rate above 0/s and at most 1000000/s, such as 200/s, 12/min or 500/h.", 1 },
        { "traffic: { rate: 200ms, users: { count: 5 } }", "3:18 error CM1202 · Unit 'ms' in '200ms' does not fit a rate.", 1 },
        { "traffic: { rate: 200/s }", "3:10 error CM1102 · Key 'users' is missing in the traffic.", 1 },
        { "traffic: { rate: 200/s, users: { count: 0 } }", "3:41 error CM1203 · '0' is not possible for a count.", 1 },
        { "traffic: { rate: 200/s, users: { count: 5, stiky: true } }",
            "3:44 error CM1101 · Unknown key 'stiky' in the users. Did you mean 'sticky'? Allowed: count, sticky, errorFrailty.", 1 },
        { "traffic: { rate: 200/s, users: { count: 5, sticky: yes } }", "3:52 error CM1204 · Unknown answer 'yes'. Allowed: true, false.", 1 },
        { "traffic: { rate: 200/s, users: { count: 5 }, bursts: 0.5 }", "3:54 error CM1203 · '0.5' is not possible for a mean size of a burst.", 1 },
        { "pods: { baseline: 0, canary: 1 }", "4:19 error CM1203 · '0' is not possible for a number of pods. Allowed: a whole number from 1 to 1000.", 1 },
        { "pods: { baseline: 1, canary: 1, effect: -0.1 }", "4:41 error CM1203 · '-0.1' is not possible for a coefficient of variation.", 1 },
        { "baseline: { latency: { lognormal: { median: 45ms, p99: 40ms } } }", "5:56 error CM2102 · The p99 must lie above the median.", 1 },
        { "baseline: { latency: { lognormal: { median: 45, p99: 160ms } } }", "5:45 error CM1202 · '45' lacks its unit for a latency.", 1 },
        { "baseline: { latency: { gamma: { median: 45ms } } }", "5:24 error CM1204 · Unknown latency 'gamma'. Allowed: lognormal, mixture.", 1 },
        { "baseline: { latency: 45ms }", "5:22 error CM1103 · Read a single value; expected a latency: a key among lognormal, mixture with its values.", 1 },
        { "baseline: { errors: 1% }", "5:11 error CM1102 · Key 'latency' is missing in the baseline.", 1 },
        { "baseline: { like: canary }", "5:13 error CM1101 · Unknown key 'like' in the baseline.", 2 },
        { "baseline: { latency: { lognormal: { median: 45ms, p99: 160ms } }, errors: 130% }",
            "5:75 error CM1203 · '130%' is not possible for a share. Allowed: a share from 0% to 100%, such as 0.5%, or a bare number from 0 to 1.", 1 },
        { "baseline: { latency: { mixture: [ { share: 60%, latency: { lognormal: { median: 1ms, p99: 2ms } } } ] } }",
            "5:33 error CM2104 · The shares of the mixture add up to 60%; they must add up to 100%.", 1 },
    };

    /// <summary>A line after the shortest scenario.</summary>
    public static TheoryData<string, string> FurtherLines => new()
    {
        { "canary: { errors: 1% }", "6:9 error CM2103 · The canary has no `latency`. Give one, or begin with `like: baseline`." },
        { "canary: { like: base }", "6:17 error CM1204 · Unknown arm 'base'. Allowed: baseline." },
        { "canary: { like: baseline, faults: [ { acuracyDrop: { by: 3pp } } ] }",
            "6:39 error CM1204 · Unknown fault 'acuracyDrop'. Did you mean 'accuracyDrop'?" },
        { "canary: { like: baseline, faults: [ { accuracyDrop: { by: 3% } } ] }",
            "6:59 error CM1202 · Unit '%' in '3%' does not fit a difference of shares. Allowed: percentage points above 0pp and at most 100pp, such as 0.5pp." },
        { "canary: { like: baseline, faults: [ { accuracyDrop: { by: 3pp, on: both } } ] }", "6:64 error CM1101 · Unknown key 'on' in accuracyDrop." },
        { "canary: { like: baseline, faults: [ { accuracyDrop: { onset: 3m } } ] }", "6:53 error CM1102 · Key 'by' is missing in accuracyDrop." },
        { "canary: { like: baseline, faults: [ { accuracyDrop: { by: 98pp } } ] }",
            "6:37 error CM2105 · accuracyDrop would make the accuracy -1%, from 97% without it; only 0% to 100% is possible." },
        { "canary: { like: baseline, faults: [ { latencyTail: { share: 2%, factor: 0.5 } } ] }",
            "6:73 error CM1203 · '0.5' is not possible for a factor." },
        { "canary: { like: baseline, faults: [ { conversionDrop: { by: 120% } } ] }", "6:61 error CM1203 · '120%' is not possible for a relative fall." },
        { "faults: [ { errorIncrease: { by: 3pp } } ]", "6:28 error CM1102 · Key 'on' is missing in errorIncrease. Give one of canary, baseline, both." },
        { "faults: [ { errorIncrease: { by: 99.8pp, on: both } } ]",
            "6:11 error CM2105 · errorIncrease would make the error rate 100.1%, from 0.3% without it;" },
        { "faults: { errorIncrease: { by: 3pp, on: both } }", "6:9 error CM1103 · Read keys with values; expected a list" },
        { "labels: { share: 20%, delay: { lognormal: { median: 1h, p95: 10m } } }", "6:62 error CM2102 · The p95 must lie above the median." },
        { "labels: { share: 20%, delay: 10 }", "6:30 error CM1202 · '10' lacks its unit for a duration." },
        { "mirroring: { share: 2, sharedMistakes: 0% }", "6:21 error CM1203 · '2' is not possible for a share." },
        { "telemetry: { platform: kserve }", "6:24 error CM1204 · Unknown platform 'kserve'. Allowed: seldon." },
        { "telemetry: { buckets: [+165ms, 200ms] }", "6:32 error CM2106 · Some bounds have a plus and some have none." },
        { "telemetry: { buckets: [200ms, 165ms] }", "6:31 error CM2107 · Bound '165ms' does not lie above the one before it." },
        { "telemetry: { revenueBuckets: [2, 2] }", "6:34 error CM2107 · Bound '2' does not lie above the one before it." },
        { "telemetry: { scrape: 15s, jitter: 7.5s }", "6:35 error CM2109 · A jitter of 7s500ms could swap two scrapes 15s apart." },
        { "telemetry: { missed: 150% }", "6:22 error CM1203 · '150%' is not possible for a share." },
        { "telemetry: { qualityWindow: 0 }", "6:29 error CM1203 · '0' is not possible for a number of labels." },
        { "canary: { like: baseline, revenue: { mean: 5 } }", "1:1 error CM2108 · Revenue is given, but the telemetry has no `revenueBuckets`." },
        { "tolerance: { errors: 1% }", "6:22 error CM1202 · Unit '%' in '1%' does not fit a difference of shares." },
        { "truth: bad", "6:8 error CM1204 · Unknown truth 'bad'. Allowed: healthy, indifferent, regressed." },
        { "duration: 1h", "6:1 error CM1010 · Key 'duration' is already given in line 2." },
        { "plan: {}", "6:1 error CM1101 · Unknown key 'plan' in the scenario." },
    };
}
