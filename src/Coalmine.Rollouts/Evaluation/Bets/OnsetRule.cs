using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Bets;

/// <summary>When harm may begin: how the wealth on one alternative grows from look to look. All in natural logarithms.</summary>
internal abstract class OnsetRule
{
    /// <summary>Wealth before the first look.</summary>
    public abstract double Start { get; }

    /// <summary>Wealth after a look (from 1) with a likelihood ratio.</summary>
    public abstract double Next(double wealth, int look, double logRatio);

    /// <summary>The e-value, with the stakes that still wait.</summary>
    public abstract double LogE(double wealth, int looks);

    /// <summary>From the first look on.</summary>
    public sealed class AtOnce : OnsetRule
    {
        public override double Start => 0;

        public override double Next(double wealth, int look, double logRatio) => wealth + logRatio;

        public override double LogE(double wealth, int looks) => wealth;
    }

    /// <summary>At look k with weight 1 / (k (k + 1)): early onsets are likelier, and there is no last look.</summary>
    public sealed class AnyTime : OnsetRule
    {
        public override double Start => double.NegativeInfinity;

        public override double Next(double wealth, int look, double logRatio) => OnsetMixture.Next(wealth, look, logRatio);

        public override double LogE(double wealth, int looks) => OnsetMixture.LogE(wealth, looks);
    }

    /// <summary>At any of the plan's looks, all equally likely.</summary>
    /// <param name="planned">Looks of the plan.</param>
    public sealed class Uniform(int planned) : OnsetRule
    {
        public override double Start => double.NegativeInfinity;

        public override double Next(double wealth, int look, double logRatio) => UniformOnset.Next(wealth, look, planned, logRatio);

        public override double LogE(double wealth, int looks) => UniformOnset.LogE(wealth, looks, planned);
    }
}
