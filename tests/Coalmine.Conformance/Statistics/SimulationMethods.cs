using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Estimates;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 7 of the reference: statistics of simulation output.</summary>
internal static class SimulationMethods
{
    private const double Confidence = 0.95;

    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["replication_t_ci"] = Replications,
        ["relative_precision_target"] = inputs => new Outputs { ["adjusted"] = ReplicationMean.RelativeTarget(inputs.Number("gamma")) },
        ["crn_paired_difference"] = CommonRandomNumbers,
    };

    private static Outputs Replications(CaseInputs inputs)
    {
        double[] values = inputs.Numbers("x");
        var mean = ReplicationMean.Of(values, Confidence);
        return new Outputs
        {
            ["mean"] = Output.Where(values.Length > 0, () => mean.Mean),
            ["half"] = Output.Where(values.Length > 1, () => mean.HalfWidth),
        };
    }

    private static Outputs CommonRandomNumbers(CaseInputs inputs)
    {
        double[] a = inputs.Numbers("a");
        var difference = PairedDifference.Of(a, inputs.Numbers("b"), Confidence);
        return new Outputs
        {
            ["diff"] = Output.Where(a.Length > 0, () => difference.Mean.Mean),
            ["half_paired"] = Output.Where(a.Length > 1, () => difference.Mean.HalfWidth),
            ["se_paired"] = Output.Where(a.Length > 1, () => difference.PairedStandardError),
            ["se_indep"] = Output.Where(a.Length > 1, () => difference.IndependentStandardError),
        };
    }
}
