using System.Collections.Immutable;
using Coalmine.Simulation.Models;

namespace Coalmine.Learning.Arms;

/// <summary>How a model's answers are read as classes.</summary>
/// <param name="Positive">The class that yes stands for, of a model that answers yes or no; nothing where none is named.</param>
/// <param name="Threshold">The probability from which on the answer is yes; nothing to leave that to the model.</param>
public sealed record ModelUse(string? Positive, double? Threshold)
{
    /// <summary>
    /// A model's answers to rows. The score is how sure the model is of the class that it names: of yes or no the probability of what it said, else the
    /// number of the class named, kept within 0 and 1.
    /// </summary>
    /// <exception cref="UnusableModelException">The answers are no classes of the rows.</exception>
    internal ImmutableArray<ScoredRow> Read(ModelAnswers answers, RowTable rows) => answers switch
    {
        ModelAnswers.YesOrNo yes => ReadYesOrNo(yes, rows),
        ModelAnswers.Named named => ReadNamed(named, rows),
        ModelAnswers.PerClass numbers => ReadPerClass(numbers, rows),
        _ => throw new ArgumentException("These are no answers.", nameof(answers)),
    };

    private ImmutableArray<ScoredRow> ReadYesOrNo(ModelAnswers.YesOrNo answers, RowTable rows)
    {
        string classes = string.Join(", ", rows.Classes);
        if (rows.Classes.Length != 2)
            throw new UnusableModelException($"The model answers yes or no, and the data has {rows.Classes.Length} classes: {classes}.");
        if (Positive is null)
            throw new UnusableModelException($"The model answers yes or no. Say what yes stands for with `positive:`, one of {classes}.");
        int yes = rows.Classes.IndexOf(Positive);
        if (yes < 0)
            throw new UnusableModelException($"The data has no class '{Positive}' for `positive`; it has {classes}.");
        var scored = ImmutableArray.CreateBuilder<ScoredRow>(rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            double probability = Checked(answers.Probability[row]);
            bool isYes = Threshold is double threshold ? probability >= threshold : answers.IsYes[row];
            scored.Add(new ScoredRow(rows.Truths[row], isYes ? yes : 1 - yes, isYes ? probability : 1 - probability, rows.Weights[row]));
        }

        return scored.MoveToImmutable();
    }

    private static ImmutableArray<ScoredRow> ReadNamed(ModelAnswers.Named answers, RowTable rows)
    {
        var scored = ImmutableArray.CreateBuilder<ScoredRow>(rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            int said = rows.Classes.IndexOf(answers.Said[row]);
            if (said < 0)
                throw new UnusableModelException(
                    $"The model answers '{answers.Said[row]}', which is no class of the data; it has {string.Join(", ", rows.Classes)}.");
            scored.Add(new ScoredRow(rows.Truths[row], said, Checked(answers.Scores[row]), rows.Weights[row]));
        }

        return scored.MoveToImmutable();
    }

    private static ImmutableArray<ScoredRow> ReadPerClass(ModelAnswers.PerClass answers, RowTable rows)
    {
        if (answers.Classes != rows.Classes.Length)
            throw new UnusableModelException(
                $"The model gives {answers.Classes} numbers a row, and the data has {rows.Classes.Length} classes: {string.Join(", ", rows.Classes)}.");
        var scored = ImmutableArray.CreateBuilder<ScoredRow>(rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<float> numbers = answers.Values.AsSpan().Slice(row * answers.Classes, answers.Classes);
            int said = 0;
            for (int one = 1; one < numbers.Length; one++)
                said = numbers[one] > numbers[said] ? one : said;
            scored.Add(new ScoredRow(rows.Truths[row], said, Checked(numbers[said]), rows.Weights[row]));
        }

        return scored.MoveToImmutable();
    }

    private static double Checked(double score) => double.IsFinite(score)
        ? Math.Clamp(score, 0, 1)
        : throw new UnusableModelException("The model answers a row with no number. Look whether it takes the values that the data, or a drift, gives it.");
}
