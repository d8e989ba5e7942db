using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Worlds;
using Xunit;

namespace Coalmine.Rollouts.Tests.Evaluation;

/// <summary>What methods for repeated looks refuse, hold back and say.</summary>
public sealed class RepeatedMethodsTests
{
    private static readonly CheckMethod Planned = new CheckMethod.GroupSequential(new SpendingShape.Pocock(), 40_000, 4);

    [Fact]
    public void Sprt_WhoseBetIsBeyondOne_IsRefusedWithTheLargestDesign() => Assert.Equal(
        "`sprt` designed for 2 times the allowed share bets beyond 100 % against a limit of 60 %: write a `design` below 1.67, or `method: sequential`",
        Assert.Single(Given.Refused(Given.Policy(Given.Check(Given.Errors, Given.AtMost(0.6), new CheckMethod.Sprt(2))))).Message);

    [Fact]
    public void Sprt_OfAHealthyCanary_PassesAtAnOrdinaryMargin()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Relative(0.2), new CheckMethod.Sprt(2)))));
        Assert.Equal(VerdictKind.Pass, looks.Next(200, Looks.Errors(10, 1000, 90, 9000))[0].Kind);
    }

    [Fact]
    public void TwoByTwo_AgainstALimit_IsRefusedWithWhatHasAForm() => Assert.Equal(
        "`method: two-by-two` has no form for a limit: write one of fixed, miettinen-nurminen, farrington-manning, z, fisher, fisher-mid-p, clopper-pearson, jeffreys, "
            + "bayes, delta, rao-scott, sequential, sprt, e-detector, mixture-sprt, confidence-sequence, group-sequential, or ask something else",
        Assert.Single(Given.Refused(Given.Policy(Given.Check(Given.Errors, Given.AtMost(0.01), new CheckMethod.TwoByTwo())))).Message);

    [Fact]
    public void GroupSequential_InAStepWithoutALook_HoldsThePassBack()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Points(0.02), Planned))));
        Assert.Equal(VerdictKind.Pass, looks.Next(12, Looks.Errors(10, 1000, 90, 9000))[0].Kind);
        looks.BeginStep();
        CheckVerdict next = looks.Next(1, Looks.Errors(1, 100, 9, 900))[0];
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.NoPlannedLook), (next.Kind, next.Reason));
        Assert.Equal(VerdictKind.Pass, looks.Next(11, Looks.Errors(10, 1000, 90, 9000))[0].Kind);
    }

    [Fact]
    public void GroupSequential_BeyondItsPlan_NeverPassesANewStepAndSaysWhatToDo()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Points(0.02), Planned))));
        Assert.Equal(VerdictKind.Pass, looks.Next(60, Looks.Errors(10, 1000, 90, 9000))[0].Kind);
        looks.BeginStep();
        CheckVerdict next = looks.Next(4, Looks.Errors(100, 1000, 90, 9000))[0];
        Assert.Equal((VerdictKind.Inconclusive, VerdictReason.PlanUsedUp), (next.Kind, next.Reason));
        Assert.EndsWith(
            "the planned information was used up before this step, and nothing is decided beyond it: plan for more `samples`", looks.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void GroupSequential_UndecidedLook_SaysBothBounds()
    {
        Looks looks = new(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.Points(0.003), Planned))));
        looks.Next(12, Looks.Errors(11, 1000, 90, 9000));
        Assert.Matches(
            "neither harm nor safety is shown yet: -[0-9.]+ standard errors beyond the margin at 25.0 % of the planned information; harm from \\+[0-9.]+, safety down to -[0-9.]+$",
            looks.Sentence());
    }

    [Fact]
    public void ConfidenceSequence_OfAMeanAtAnAbsurdRisk_StillAnswers()
    {
        Check check = Given.Check(new Metric.LatencyMean(), Given.AtMost(0.1), new CheckMethod.ConfidenceSequence(1000));
        Looks looks = new(Given.Bind(Given.Policy(check) with { Risk = new Risk(0.6, 0.9) }));
        CheckVerdict verdict = looks.Next(8, key => key.Kind switch
        {
            CounterKind.Requests => 1000,
            CounterKind.LatencySum => 70,
            _ => Given.Telemetry.LatencyBounds[key.Bound] >= 0.07 ? 1000 : 0,
        })[0];
        Assert.Equal(VerdictKind.Pass, verdict.Kind);
    }

    [Fact]
    public void Discovery_NamesTheRateThatIsUsed()
    {
        // Two checks with evidence and one with its own level share 6 %: the evidence has 4 % together.
        Check[] checks =
        [
            Given.Check(Given.Errors, Given.Points(0.001), Given.Sequential) with { Name = "a" }, Given.Check(Given.Errors, Given.Points(0.002), Given.Sequential) with { Name = "b" },
            Given.Check(Given.Errors, Given.Points(0.2), new CheckMethod.ConfidenceSequence(1000)) with { Name = "c" },
        ];
        Looks looks = new(Given.Bind(Given.Policy(checks) with { Risk = new Risk(0.06, 0.05) { Across = EvidenceRule.EBenjaminiHochberg } }));
        CheckVerdict discovered = looks.Next(8, Looks.Errors(10, 1000, 90, 9000))[1] with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmDiscovered, LogHarm = 3.5 };
        Assert.Contains("enough at a false discovery rate of 4.00 %", VerdictMessages.Sentence(looks.Policy, discovered), StringComparison.Ordinal);
    }

    public static TheoryData<CheckMethod> Methods =>
    [
        .. Enum.GetValues<FixedForm>()
            .Where(form => form is not (FixedForm.KolmogorovSmirnov or FixedForm.StabilityIndex or FixedForm.JensenShannon))
            .Select(form => new CheckMethod.Fixed(form, Multiplicity.Holm)),
        Given.Sequential, new CheckMethod.Sprt(1.5), new CheckMethod.EDetector(), new CheckMethod.TwoByTwo(), new CheckMethod.MixtureSprt(2000),
        new CheckMethod.ConfidenceSequence(1000), Planned,
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void AnyMethod_DegenerateCounts_GivesAVerdictAndASentence(CheckMethod method)
    {
        (double X1, double N1, double X2, double N2)[] counts =
        [
            (0, 0, 0, 0), (0, 1, 0, 0), (0, 0, 5, 9), (0, 100, 0, 900), (100, 100, 900, 900), (0, 100, 900, 900), (100, 100, 0, 900), (30, 10, 50, 20), (1, 1, 0, 1),
            (1e6, 1e8, 9e6, 9e8),
        ];
        foreach (Requirement requirement in new[] { Given.AtMost(0.01), Given.Relative(0), Given.Relative(0.5), Given.Points(0), Given.Points(0.01) })
        {
            if (BoundPolicy.Bind(Given.Policy(Given.Check(Given.Errors, requirement, method)), Given.Telemetry) is not PolicyBinding.Bound bound)
                continue;
            foreach ((double x1, double n1, double x2, double n2) in counts)
            {
                Looks looks = new(bound.Policy);
                looks.Next(30, Looks.Errors(x1, n1, x2, n2));
                CheckVerdict verdict = looks.Next(1, Looks.Errors(x1, n1, x2, n2))[0];
                Assert.DoesNotContain("NaN", looks.Sentence(), StringComparison.Ordinal);
                Assert.False(double.IsNaN(verdict.LogHarm) || double.IsNaN(verdict.LogSafety));
            }
        }
    }
}
