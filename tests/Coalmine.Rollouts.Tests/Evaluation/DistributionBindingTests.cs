using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>Which methods whole distributions have a form for; every other question is refused with the ways out.</summary>
public sealed class DistributionBindingTests
{
    private static readonly CheckMethod Psi = new CheckMethod.Fixed(FixedForm.StabilityIndex, Multiplicity.None);
    private static readonly CheckMethod JensenShannon = new CheckMethod.Fixed(FixedForm.JensenShannon, Multiplicity.None);
    private static readonly CheckMethod Band = new CheckMethod.DistributionBand();
    private static readonly CheckMethod KolmogorovSmirnov = new CheckMethod.Fixed(FixedForm.KolmogorovSmirnov, Multiplicity.None);
    private static readonly Metric[] All = [new Metric.LatencyDistribution(), new Metric.ScoreDistribution(), new Metric.PredictionDistribution()];

    private static readonly CheckMethod[] Foreign =
    [
        Given.Sequential, new CheckMethod.Sprt(2), new CheckMethod.EDetector(), new CheckMethod.TwoByTwo(), new CheckMethod.MixtureSprt(2000),
        new CheckMethod.ConfidenceSequence(1000), new CheckMethod.GroupSequential(new SpendingShape.Pocock(), 1000, 5),
        .. Enum.GetValues<FixedForm>().Where(form => form is not (FixedForm.KolmogorovSmirnov or FixedForm.StabilityIndex or FixedForm.JensenShannon))
            .Select(form => new CheckMethod.Fixed(form, Multiplicity.None)),
    ];

    [Fact]
    public void Margin_ByAnotherMethod_IsRefusedWithTheTwoThatHaveAForm()
    {
        foreach (CheckMethod method in Foreign.Append(Psi).Append(JensenShannon))
            foreach (Metric metric in All[..2])
                Assert.Equal(
                    $"`method: {method.Name}` has no form for a margin between whole distributions: write one of distribution-band, kolmogorov-smirnov, "
                        + "or ask something else",
                    Problem(metric, Given.Points(0.02), method));
    }

    [Fact]
    public void Limit_ByAnotherMethod_IsRefusedWithTheTwoThatHaveAForm()
    {
        foreach (CheckMethod method in Foreign.Append(Band).Append(KolmogorovSmirnov))
            foreach (Metric metric in All)
                Assert.Equal(
                    $"`method: {method.Name}` has no form for a limit between whole distributions: write one of psi, jensen-shannon, or ask something else",
                    Problem(metric, Given.AtMost(0.1), method));
    }

    [Fact]
    public void Methods_OfDistributions_HaveNoFormForOtherMetrics()
    {
        foreach (CheckMethod method in new[] { Band, KolmogorovSmirnov, Psi, JensenShannon })
        {
            Assert.StartsWith($"`method: {method.Name}` has no form for a limit: write one of fixed,", Problem(Given.Errors, Given.AtMost(0.01), method));
            Assert.StartsWith($"`method: {method.Name}` has no form for a margin in points: ", Problem(Given.Accuracy, Given.Points(0.01), method));
            Assert.StartsWith($"`method: {method.Name}` has no form for a mean: ", Problem(new Metric.LatencyMean(), Given.Relative(0.1), method));
            Assert.StartsWith($"`method: {method.Name}` has no form for a limit: ", Problem(Given.P99, Given.AtMost(0.2), method));
        }
    }

    [Fact]
    public void Point_HasNoQueryForDistributions()
    {
        foreach (Metric metric in All)
            Assert.StartsWith(
                $"no usual query compares whole distributions, so `method: point` cannot be asked of {metric.Name}: write ",
                Problem(metric, Given.AtMost(0.1), Given.Point));
    }

    [Fact]
    public void Classes_HaveNoLargestDifference() => Assert.StartsWith(
        "classes have no order, so predictions.distribution has no largest difference", Problem(All[2], Given.Points(0.02), Band));

    [Fact]
    public void Margin_Relative_IsRefused() => Assert.Equal(
        "a margin for latency.distribution is a difference of shares: write percentage points such as 1pp", Problem(All[0], Given.Relative(0.2), Band));

    [Theory]
    [InlineData(0.84)]
    [InlineData(1)]
    public void JensenShannon_LimitThatNoDistanceIsBeyond_IsRefused(double limit) =>
        Assert.StartsWith("no Jensen-Shannon distance is beyond ", Problem(All[2], Given.AtMost(limit), JensenShannon));

    [Fact]
    public void Limit_Zero_IsRefused() => Assert.StartsWith("`scores.distribution atMost` leaves no room", Problem(All[1], Given.AtMost(0), Psi));

    [Fact]
    public void NotMeasured_IsRefused()
    {
        TelemetryShape bare = Given.Telemetry with { LatencyBounds = [] };
        string[] said = [.. All.Select(metric => Problem(metric, Given.AtMost(0.1), Psi, bare))];
        Assert.Equal(
            [
                "latency.distribution is not measured here: the telemetry has no latency histogram",
                "scores are not measured here: the scenario's models do not both give `scores`",
                "answers are not counted by class here: the scenario's baseline has no `classes`",
            ],
            said);
    }

    private static string Problem(Metric metric, Requirement requirement, CheckMethod method, TelemetryShape? telemetry = null) =>
        Assert.Single(Given.Refused(Given.Policy(Given.Check(metric, requirement, method)), telemetry ?? Given.Distributions)).Message;
}
