using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// Fisher's exact test given the number of events; of mirrored pairs the discordant ones are fair coins (McNemar). Limits by the binomial tail, whose
/// interval is Clopper and Pearson's. With mid-p half of what was seen counts. A ratio of rates r is a ratio of odds that lies further from 1 the larger the
/// baseline's rate p is: r (1 - p) / (1 - r p). Safety is tested at odds r, which errs on the side of waiting; harm at the odds that belong to an upper limit
/// of p, whose error is added to the p-value (Berger and Boos 1994).
/// </summary>
internal sealed class ConditionalTails(bool isMid) : FixedProcedure
{
    private const double LimitError = 1e-4;

    public override bool Fits(ShareTarget target, bool isPairs) => target is not ShareTarget.Points { Difference: > 0 };

    public override Guarantee GuaranteeOn(in FixedEvidence evidence) => evidence.IsWhole && !isMid ? Guarantee.Exact : Guarantee.Asymptotic;

    public override bool IsByTails(ShareTarget target) => true;

    public override Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper)
    {
        if (target is not ShareTarget.Limit || isMid)
            return base.Ends(evidence, target, lower, upper);
        (long x, long n) = (Whole(evidence.X1), Whole(evidence.N1));
        return new(ClopperPearson.Lower(x, n, lower.Alpha), ClopperPearson.Upper(x, n, upper.Alpha));
    }

    public override double Greater(in FixedEvidence evidence, ShareTarget target, double margin) => Tail(evidence, target, margin, true);

    public override double Less(in FixedEvidence evidence, ShareTarget target, double margin) => Tail(evidence, target, margin, false);

    private double Tail(in FixedEvidence evidence, ShareTarget target, double margin, bool isGreater)
    {
        (long x1, long n1, long x2, long n2) = (Whole(evidence.X1), Whole(evidence.N1), Whole(evidence.X2), Whole(evidence.N2));
        if (target is ShareTarget.Limit)
            return Binomial(x1, n1, margin, isGreater);
        if (evidence.IsPairs)
            return Binomial(x1, x1 + x2, 0.5, isGreater);
        if (target is not ShareTarget.Ratio { Value: not 1 })
            return Conditional((x1, n1), (x2, n2), 1, isGreater);

        // Beyond the margin, seen from 1, lies harm.
        if (isGreater != margin > 1)
            return Conditional((x1, n1), (x2, n2), margin, isGreater);
        double highest = ClopperPearson.Upper(x2, n2, LimitError);
        return margin * highest < 1
            ? Math.Min(1, LimitError + Conditional((x1, n1), (x2, n2), margin * (1 - highest) / (1 - margin * highest), isGreater))
            : 1;
    }

    private double Conditional((long Events, long Trials) canary, (long Events, long Trials) baseline, double odds, bool isGreater)
    {
        if (odds <= 0)
            return isGreater ? 0 : 1;
        ConditionalOdds test = ConditionalOdds.Test(canary.Events, canary.Trials, baseline.Events, baseline.Trials, odds);
        return (isGreater, isMid) switch
        {
            (true, false) => test.Greater,
            (true, true) => test.MidGreater,
            (false, false) => test.Less,
            (false, true) => test.MidLess,
        };
    }

    private double Binomial(long x, long n, double rate, bool isGreater)
    {
        double tail = isGreater ? BinomialDistribution.AtLeast(x, n, rate) : BinomialDistribution.AtMost(x, n, rate);
        return isMid ? tail - 0.5 * Math.Exp(BinomialDistribution.LogProbability(x, n, rate)) : tail;
    }

    private static long Whole(double count) => (long)Math.Round(count);
}
