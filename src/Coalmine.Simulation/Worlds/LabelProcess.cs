using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Worlds;

/// <summary>Which answers get a label (the truth about the request), and how long that takes.</summary>
/// <param name="Share">Share of right answers that are ever labelled, from 0 to 1; of all answers unless labelling is biased.</param>
/// <param name="Delay">Time from the answer to its label.</param>
public sealed record LabelProcess(double Share, DelayDistribution Delay)
{
    /// <summary>No labels.</summary>
    public static LabelProcess None { get; } = new(0, new DelayDistribution.Fixed(0));

    /// <summary>
    /// Share of wrong answers that are ever labelled, from 0 to 1. Where it differs from <see cref="Share"/> labelling is biased: a fraud that was stopped by
    /// mistake is never found out, a customer complains only of what went wrong. Measured accuracy is then not the accuracy.
    /// </summary>
    public double WrongShare { get; init; } = Share;

    /// <summary>Whether right and wrong answers differ in their chance of a label.</summary>
    public bool IsBiased => WrongShare != Share;

    /// <summary>Whether any answer is ever labelled.</summary>
    public bool Exist => Share > 0 || WrongShare > 0;

    /// <summary>Share of right or of wrong answers that are ever labelled.</summary>
    public double ShareOf(bool isRight) => isRight ? Share : WrongShare;

    /// <summary>The accuracy that labels show of answers with an accuracy; NaN where nothing is labelled.</summary>
    public double AccuracySeen(double accuracy) => accuracy * Share / (accuracy * Share + (1 - accuracy) * WrongShare);
}
