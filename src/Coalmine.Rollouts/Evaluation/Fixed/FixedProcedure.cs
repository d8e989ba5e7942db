using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// A fixed-sample method for shares: an interval for the effect (the share itself for a limit, else a difference or a ratio), or two tail probabilities at the
/// margin where it has no interval that is cheap enough for a look.
/// </summary>
internal abstract class FixedProcedure
{
    // A level of 6e-300: nobody needs to know a p-value beyond it.
    private const double FurthestZ = 37;
    private static readonly Interval Nothing = new(double.NaN, double.NaN);

    /// <summary>Whether it has a form for a question.</summary>
    /// <param name="target">What is tested.</param>
    /// <param name="isPairs">Whether mirrored pairs answer it.</param>
    public abstract bool Fits(ShareTarget target, bool isPairs);

    /// <summary>What is promised on this evidence.</summary>
    public virtual Guarantee GuaranteeOn(in FixedEvidence evidence) => Guarantee.Asymptotic;

    /// <summary>Whether the windows are read.</summary>
    public virtual bool ReadsWindows => false;

    /// <summary>Whether the verdict is read off the tails rather than off the interval.</summary>
    public virtual bool IsByTails(ShareTarget target) => false;

    /// <summary>The interval with its lower end at one level and its upper end at another; NaN where there is none.</summary>
    public virtual Interval Ends(in FixedEvidence evidence, ShareTarget target, in Level lower, in Level upper) => Nothing;

    /// <summary>P-value of "the effect is at most the margin": small when it is larger. By default the level at which the interval leaves the margin.</summary>
    public virtual double Greater(in FixedEvidence evidence, ShareTarget target, double margin) => Invert(evidence, target, margin, true);

    /// <summary>P-value of "the effect is at least the margin": small when it is smaller.</summary>
    public virtual double Less(in FixedEvidence evidence, ShareTarget target, double margin) => Invert(evidence, target, margin, false);

    // The ends move outwards as the level falls: bisection on the normal quantile, to three digits of a p-value however small.
    private double Invert(in FixedEvidence evidence, ShareTarget target, double margin, bool isGreater)
    {
        double low = -FurthestZ;
        double high = FurthestZ;
        while (high - low > 1e-6)
        {
            double z = 0.5 * (low + high);
            double distance = Math.Abs(z);
            Level level = new(Statistics.Functions.NormalDistribution.Upper(distance), distance);
            Interval ends = Ends(evidence, target, level, level);

            // Below a half the level's own end lies on the other side of the estimate: it is the opposite end of the complementary level.
            (double lower, double upper) = z >= 0 ? (ends.Lower, ends.Upper) : (ends.Upper, ends.Lower);
            if (isGreater ? lower > margin : upper < margin)
                low = z;
            else
                high = z;
        }

        return Statistics.Functions.NormalDistribution.Upper(low);
    }
}
