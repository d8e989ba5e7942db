using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>Harm across several checks: corrections of p-values and rules for evidence.</summary>
public sealed class HarmAcrossTests
{
    private static readonly double[] Limits = [0.0050, 0.0055, 0.0060, 0.0065, 0.0070, 0.0080];

    public static TheoryData<Multiplicity> Corrections => [.. Enum.GetValues<Multiplicity>()];

    /// <summary>
    /// Binomial tails of 10 errors in 1,000 against rising limits; what is rejected at 5 % must be what R 4.2.2 <c>p.adjust</c> leaves at most 5 %, worked out
    /// here for the two corrections whose rule fits a line, and bounded by order for the others.
    /// </summary>
    [Theory]
    [MemberData(nameof(Corrections))]
    public void P_AreAdjustedOverAllFixedChecks(Multiplicity multiplicity)
    {
        double[] p = [.. Limits.Select(limit => BinomialDistribution.AtLeast(10, 1000, limit))];
        int failed = Failed(multiplicity);
        int m = p.Length;
        int expected = multiplicity switch
        {
            Multiplicity.None => p.Count(each => each <= 0.05),
            Multiplicity.Bonferroni => p.Count(each => each * m <= 0.05),
            Multiplicity.Holm => p.Select((each, i) => each * (m - i) <= 0.05).TakeWhile(rejected => rejected).Count(),
            Multiplicity.Hochberg => Enumerable.Range(0, m).Where(i => p[i] * (m - i) <= 0.05).Select(i => i + 1).DefaultIfEmpty(0).Max(),
            Multiplicity.BenjaminiHochberg => Enumerable.Range(0, m).Where(i => p[i] * m / (i + 1) <= 0.05).Select(i => i + 1).DefaultIfEmpty(0).Max(),
            Multiplicity.BenjaminiYekutieli =>
                Enumerable.Range(0, m).Where(i => p[i] * m * 2.45 / (i + 1) <= 0.05).Select(i => i + 1).DefaultIfEmpty(0).Max(), // 1 + ½ + ... + 1/6 = 2.45
            _ => failed,
        };
        Assert.Equal(expected, failed);
        Assert.InRange(failed, Failed(Multiplicity.Bonferroni), Failed(Multiplicity.None));
    }

    [Fact]
    public void Holm_FirstThatIsNotRejected_EndsIt()
    {
        // R 4.2.2 p.adjust(c(0.012, 0.03, 0.04, 0.2), "holm"): 0.048 0.090 0.090 0.200, so one of the four; without correction three.
        Assert.Equal(1, FailedAt(Multiplicity.Holm, 0.012, 0.03, 0.04, 0.2));
        Assert.Equal(3, FailedAt(Multiplicity.None, 0.012, 0.03, 0.04, 0.2));

        // What is shown is the adjusted value.
        Assert.Equal([0.048, 0.09, 0.09, 0.2], Adjusted(Multiplicity.Holm, 0.012, 0.03, 0.04, 0.2).Select(p => Math.Round(p, 9)));

        // "BH": 0.0480 0.0533 0.0533 0.2000.
        Assert.Equal(1, FailedAt(Multiplicity.BenjaminiHochberg, 0.012, 0.03, 0.04, 0.2));
    }

    [Theory]
    [InlineData(EvidenceRule.Mean, 60, 1, 1, true, VerdictReason.HarmShown)]
    [InlineData(EvidenceRule.Mean, 40, 25, 0.5, true, VerdictReason.HarmShownTogether)]
    [InlineData(EvidenceRule.Mean, 40, 15, 1, false, VerdictReason.IntervalCoversMargin)]
    [InlineData(EvidenceRule.Bonferroni, 61, 1, 1, true, VerdictReason.HarmShown)]
    [InlineData(EvidenceRule.Bonferroni, 59, 58, 1, false, VerdictReason.IntervalCoversMargin)]
    [InlineData(EvidenceRule.EBenjaminiHochberg, 40, 31, 0.5, true, VerdictReason.HarmDiscovered)]
    [InlineData(EvidenceRule.EBenjaminiHochberg, 40, 25, 0.5, false, VerdictReason.IntervalCoversMargin)]
    public void Evidence_IsWeighedByThePolicysRule(EvidenceRule rule, double first, double second, double third, bool rollsBack, VerdictReason reason)
    {
        // At 5 %: the mean of three needs 20, each alone 60, two of three by e-BH 30 each.
        Check[] checks = [.. new[] { 0.01, 0.02, 0.03 }.Select(margin => Given.Check(Given.Errors, Given.Points(margin), Given.Sequential) with { Name = $"{margin}" })];
        BoundPolicy policy = Given.Bind(Given.Policy(checks) with { Risk = new Risk(0.05, 0.05) { Across = rule } });
        EvaluationState state = EvaluationState.For(policy);
        Looks looks = new(policy);
        looks.Next(1, Looks.Errors(10, 1000, 90, 9000));
        looks.Verdicts.CopyTo(state.Verdicts, 0);
        for (int i = 0; i < 3; i++)
            state.Checks[i] = new GivenEvidence(Math.Log(new[] { first, second, third }[i]));
        Assert.Equal(rollsBack ? 0 : -1, HarmAcross.Weigh(policy, state));
        Assert.Equal(rollsBack ? reason : looks.Verdicts[0].Reason, state.Verdicts[0].Reason);
        if (rollsBack && reason == VerdictReason.HarmDiscovered)
            Assert.Equal(VerdictReason.HarmDiscovered, state.Verdicts[1].Reason);
    }

    private static int Failed(Multiplicity multiplicity)
    {
        CheckMethod method = new CheckMethod.Fixed(FixedForm.Fisher, multiplicity);
        Check[] checks = [.. Limits.Select(limit => Given.Check(Given.Errors, Given.AtMost(limit), method) with { Name = $"{limit}" })];
        CheckVerdict[] verdicts = new Looks(Given.Bind(Given.Policy(checks))).Next(1, Looks.Errors(10, 1000, 0, 1));
        return verdicts.Count(verdict => verdict.Kind == VerdictKind.Fail);
    }

    /// <summary>Welch tests cannot be given p-values by hand; limits can: the limit at which 10 in 1,000 has a given tail.</summary>
    private static int FailedAt(Multiplicity multiplicity, params double[] tails)
    {
        CheckVerdict[] verdicts = At(multiplicity, tails);
        if (multiplicity == Multiplicity.None)
            Assert.All(verdicts.Zip(tails), pair => Assert.Equal(pair.Second, pair.First.HarmP, 1e-9));
        return verdicts.Count(verdict => verdict.Kind == VerdictKind.Fail);
    }

    private static IEnumerable<double> Adjusted(Multiplicity multiplicity, params double[] tails) => At(multiplicity, tails).Select(verdict => verdict.HarmP);

    private static CheckVerdict[] At(Multiplicity multiplicity, double[] tails)
    {
        CheckMethod method = new CheckMethod.Fixed(FixedForm.Fisher, multiplicity);
        Check[] checks = [.. tails.Select((tail, i) => Given.Check(Given.Errors, Given.AtMost(BetaDistribution.LowerQuantile(tail, 10, 991)), method) with { Name = $"{i}" })];
        return new Looks(Given.Bind(Given.Policy(checks))).Next(1, Looks.Errors(10, 1000, 0, 1));
    }

    private sealed class GivenEvidence : CheckState
    {
        public GivenEvidence(double logHarm) => LogHarm = logHarm;
    }
}
