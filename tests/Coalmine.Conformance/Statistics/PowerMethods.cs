using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Power;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 2 of the reference: power, sample size, duration.</summary>
internal static class PowerMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["time_to_n"] = inputs => new Outputs { ["seconds"] = Exposure.SecondsUntil(inputs.Number("n_canary"), inputs.Number("rps"), inputs.Number("weight")) },
        ["zero_failure_n"] = inputs => new Outputs { ["n"] = Exposure.FaultlessRequests(inputs.Number("p_max"), inputs.Number("confidence")) },
    };
}
