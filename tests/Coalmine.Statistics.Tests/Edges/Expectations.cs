namespace Coalmine.Statistics.Tests.Edges;

/// <summary>The exceptions to the sweep's rule, each with its reason. The documentation of each member listed under NaN must say so too.</summary>
internal static class Expectations
{
    /// <summary>Members that pass a NaN among their arguments on; never NaN otherwise.</summary>
    public static Dictionary<string, string> Propagating { get; } = new(StringComparer.Ordinal)
    {
        ["ChiSquareDistribution.Upper"] = "a statistic that is NaN has a NaN tail",
        ["CompensatedSum.Of"] = "sums say so",
        ["CompensatedSum.Plus"] = "sums say so",
        ["DeterministicMath.Exp"] = "as Math",
        ["DeterministicMath.Log"] = "as Math",
        ["DeterministicMath.Log1P"] = "as Math",
        ["KolmogorovDistribution.Upper"] = "a statistic that is NaN has a NaN tail",
        ["Logarithms.Expm1"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.OneMinusExp"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.OnePlus"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.OnePlusMinus"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.SumOfExponentials"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.Times"] = "as Math: elementary functions, called in inner loops",
        ["Moments.Of"] = "samples are checked where they are judged",
        ["NormalDistribution.Density"] = "a statistic that is NaN has a NaN tail",
        ["NormalDistribution.LogUpper"] = "a statistic that is NaN has a NaN tail",
        ["NormalDistribution.Lower"] = "a statistic that is NaN has a NaN tail",
        ["NormalDistribution.TwoSided"] = "a statistic that is NaN has a NaN tail",
        ["NormalDistribution.Upper"] = "a statistic that is NaN has a NaN tail",
        ["PrometheusQuantile.Of"] = "reproduces what Prometheus answers",
        ["SampleRatio.Tail"] = "a statistic that is NaN has a NaN tail",
        ["StratumScore.Plus"] = "a record of sums",
        ["StudentT.TwoSided"] = "a test that is not defined has T = NaN",
        ["StudentT.Upper"] = "a test that is not defined has T = NaN",
        ["TwoProportions.ChiSquareTail"] = "a statistic that is NaN has a NaN tail",
    };

    /// <summary>Members that answer NaN to arguments without NaN.</summary>
    public static Dictionary<string, string> Answering { get; } = new(StringComparer.Ordinal)
    {
        ["AndersonDarling.LimitP"] = "a record without samples",
        ["BetaPosterior.Mean"] = "a record without a law",
        ["BetweenPodVariance.CoefficientOfVariation"] = "0/0",
        ["BrunnerMunzel.Of"] = "complete separation has no degrees of freedom",
        ["BrunnerMunzel.TwoSided"] = "the same",
        ["CensoredValue.Unknown"] = "nothing was observed",
        ["CompensatedSum.Of"] = "overflow",
        ["CompensatedSum.Plus"] = "overflow",
        ["ConfidenceBasedPerformance.F1"] = "0/0",
        ["ConfidenceBasedPerformance.Of"] = "0/0",
        ["ConfidenceBasedPerformance.Precision"] = "0/0",
        ["ConfidenceBasedPerformance.Recall"] = "0/0",
        ["ControlVariate.Of"] = "constant values",
        ["ControlVariates.Of"] = "constant values",
        ["CramerVonMises.LimitP"] = "a record without values",
        ["DeterministicMath.Log"] = "as Math",
        ["DeterministicMath.Log1P"] = "as Math",
        ["FalseAlarmRate.Measured"] = "no windows",
        ["FaultlessDesign.Requests"] = "a record without a design",
        ["Logarithms.OneMinusExp"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.OnePlus"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.OnePlusMinus"] = "as Math: elementary functions, called in inner loops",
        ["Logarithms.Times"] = "as Math: elementary functions, called in inner loops",
        ["Moments.Of"] = "no variance of fewer than two values",
        ["Moments.StandardError"] = "the same",
        ["PairedDifference.Of"] = "one pair has no error",
        ["PearsonDispersion.Of"] = "not defined, and IsDefined says so",
        ["PrometheusQuantile.Of"] = "reproduces what Prometheus answers",
        ["RateRatioTest.LowerBound"] = "a record without a test",
        ["RateRatioTest.SafeUpperBound"] = "a record without a test",
        ["RateRatioTest.UpperBound"] = "a record without a test",
        ["RelativePrecision.Mean"] = "no values",
        ["ReplicationMean.Interval"] = "no values",
        ["ReplicationMean.Of"] = "no values",
        ["ReplicationMean.RelativeHalfWidth"] = "0/0",
        ["SequentialProbabilityRatio.LowerBound"] = "a record without a test",
        ["SequentialProbabilityRatio.SafeUpperBound"] = "a record without a test",
        ["SequentialProbabilityRatio.UpperBound"] = "a record without a test",
        ["SplittingRuns.PlainReplications"] = "no error is known",
        ["SteadyMean.Of"] = "no correlation of too few batches",
        ["StratifiedMean.Of"] = "no error, no degrees of freedom",
        ["WelchT.Greater"] = "the same",
        ["WelchT.Of"] = "not defined, and IsDefined says so",
        ["WelchT.TwoSided"] = "the same",
    };

    /// <summary>Other exceptions than ArgumentException, as "Type.Member Exception".</summary>
    public static Dictionary<string, string> Exceptions { get; } = new(StringComparer.Ordinal)
    {
        ["CramerVonMises.ExactP InvalidOperationException"] = "HasExact says so before",
        ["GroupSequentialMonitor.NextBound InvalidOperationException"] = "the last look has been",
        ["KimNelsonSelection.Add InvalidOperationException"] = "the selection is decided",
    };

    /// <summary>Members that cannot be fed.</summary>
    public static Dictionary<string, string> Unfed { get; } = new(StringComparer.Ordinal)
    {
        ["FixedDesign.Power"] = "needs one of the designs",
        ["FixedDesign.Trials"] = "needs one of the designs",
        ["FixedDesign.DetectableEffect"] = "needs one of the designs",
        ["FixedDesign.SecondsUntil"] = "needs one of the designs",
        ["FixedDesign.Test"] = "needs one of the designs",
        ["FixedDesign.Ratio"] = "needs one of the designs",
    };

    /// <summary>Parts of the room, by the start of a type's full name, that are swept elsewhere or not at all.</summary>
    public static Dictionary<string, string> Elsewhere { get; } = new(StringComparer.Ordinal)
    {
        ["Coalmine.Statistics.Estimates.CellMeansFit"] = "takes a function that writes means; its own tests try what it refuses",
        ["Coalmine.Statistics.Power.Schedules."] = "takes whole schedules, which no grid of numbers makes; its own tests try what it refuses",
        ["Coalmine.Statistics.Power.FixedTest+FisherExact"] = "costs the product of the arms; ExactFisherPower, which it calls, is swept with small ones",
    };

    /// <summary>How many combinations a member gets: fewer where one call costs milliseconds.</summary>
    public static int CallsOf(string member, int parameters) => parameters == 0 ? 100 : Slow(member) ? 60 : 120 * (parameters + 1);

    private static bool Slow(string member) => member.Split('.')[0] is "UnconditionalExact" or "ExactFisherPower" or "Rinott" or "GroupSequential"
        or "GroupSequentialDesign" or "PeekingError" or "BootstrapFreeQuantile" or "PodPermutation" or "KernelTest" or "BlockBootstrap" or "SobolSequence" or "BoundaryCrossing"
        or "GroupSequentialMonitor";
}
