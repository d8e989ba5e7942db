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
        ["control_variate"] = Companion,
        ["mser5"] = Truncation,
        ["batch_means_ci"] = Batches,
    };

    /// <summary>The series of the reference: a plateau, a transient that dies out, and a low-discrepancy ripple, rounded to six digits.</summary>
    public static double[] Series(CaseInputs inputs)
    {
        double amplitude = inputs.Number("amplitude"), tau = inputs.Number("tau"), plateau = inputs.Number("plateau");
        double[] values = new double[inputs.Count("n")];
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Round(plateau + (amplitude * Math.Exp(-i / tau)) + ((i * 0.7548776662466927 % 1) - 0.5), 6);
        return values;
    }

    private static Outputs Companion(CaseInputs inputs)
    {
        var estimate = ControlVariate.Of(inputs.Numbers("y"), inputs.Numbers("x"), inputs.Number("mu_x"));
        return new Outputs
        {
            ["beta"] = estimate.Slope,
            ["est"] = estimate.Estimate,
            ["se"] = estimate.StandardError,
            ["var_ratio"] = estimate.VarianceRatio,
        };
    }

    private static Outputs Truncation(CaseInputs inputs)
    {
        (int values, double statistic, _) = BatchMeans.Truncation(Series(inputs));
        return new Outputs { ["truncate"] = (double)values, ["mser"] = statistic };
    }

    private static Outputs Batches(CaseInputs inputs)
    {
        var mean = BatchMeans.Of(Series(inputs), (int)inputs.Count("batches"), Confidence);
        return new Outputs { ["mean"] = mean.Mean, ["half"] = mean.HalfWidth };
    }

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
