using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Models;

/// <summary>
/// What a mirrored pair comes to. Both wrong has the probability shared x P(baseline wrong), moved into what the two marginals allow; the arms disagree when
/// exactly one of them is wrong (two wrong answers count as the same answer).
/// </summary>
/// <param name="CanaryOnlyWrong">Probability that only the canary is wrong.</param>
/// <param name="BaselineOnlyWrong">Probability that only the baseline is wrong.</param>
/// <param name="BothWrong">Probability that both are wrong.</param>
internal readonly record struct PairLaw(double CanaryOnlyWrong, double BaselineOnlyWrong, double BothWrong)
{
    /// <summary>Probability that the arms disagree.</summary>
    public double Disagreement => CanaryOnlyWrong + BaselineOnlyWrong;

    /// <summary>Share of the pairs that agree which are labelled: some of them are wrong on both sides.</summary>
    public double LabelledOfAlike(LabelProcess labels)
    {
        if (!labels.IsBiased || Disagreement >= 1)
            return labels.Share;
        double wrong = Math.Min(1, BothWrong / (1 - Disagreement));
        return (1 - wrong) * labels.Share + wrong * labels.WrongShare;
    }

    /// <summary>The law of pairs whose sides are wrong with these probabilities.</summary>
    public static PairLaw Of(double baselineWrong, double canaryWrong, double sharedMistakes)
    {
        double least = Math.Max(0, baselineWrong + canaryWrong - 1);
        double both = Math.Clamp(sharedMistakes * baselineWrong, least, Math.Min(baselineWrong, canaryWrong));
        return new PairLaw(canaryWrong - both, baselineWrong - both, both);
    }
}
