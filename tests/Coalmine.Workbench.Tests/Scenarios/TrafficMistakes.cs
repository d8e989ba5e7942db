using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>Traffic with exactly one mistake each, and the beginning of what is said of it.</summary>
internal static class TrafficMistakes
{
    /// <summary>A line in place of the one of the shortest scenario that has its key.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "traffic: { users: { count: 5 } }", "3:10 error CM1102 · Key 'rate' is missing in the traffic." },
        { "traffic: { users: { count: 5 }, shape: steady }", "3:10 error CM1102 · Key 'rate' is missing in the traffic." },
        { "traffic: { rate: 1/s, users: { count: 5, errorFrailty: -1 } }", "3:56 error CM1203 · '-1' is not possible for a coefficient of variation." },
        { "traffic: { rate: 1/s, users: { count: 5 }, arrivals: random }", "3:54 error CM1204 · Unknown kind of arrivals 'random'. Allowed: poisson, regular." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: stedy }",
            "3:51 error CM1204 · Unknown shape 'stedy'. Did you mean 'steady'? Allowed: diurnal, bursty, trace, steady." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: bursty }",
            "3:51 error CM1207 · 'bursty' alone is no shape: it needs `factor`, `calmFor`, `busyFor`. Write `{ bursty: { factor: ..., calmFor: ..., busyFor: ... } }`." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: { diurnal: { low: 2%, peakAt: 24h } } }",
            "3:81 error CM2120 · '1d' is no time of day. Write the time since midnight, from 0s to less than 24h, such as 14h or 22h30m." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: { diurnal: { low: 2%, peakAt: 2pm } } }", "3:81 error CM1202 · Unit 'pm' in '2pm' does not fit a duration." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: { diurnal: { low: 102%, peakAt: 2h } } }", "3:69 error CM1203 · '102%' is not possible for a share." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: { bursty: { factor: 1, calmFor: 1m, busyFor: 1m } } }",
            "3:71 error CM1203 · '1' is not possible for a factor. Allowed: a bare number above 1 and at most 1000, such as 5." },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: { bursty: { factor: 2, calmFor: 0s, busyFor: 1m } } }", "3:83 error CM1203 · '0s' is not possible" },
        { "traffic: { rate: 1/s, users: { count: 5 }, shape: { trace: [] } }", "3:60 error CM1103 · " },
        { "traffic: { shape: { trace: nights.csv }, users: { count: 5 } }",
            "3:28 error CM2121 · There is no file 'nights.csv'. Check the name; it is looked up from the folder of this scenario." },
    };
}
