using System.Collections.Immutable;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Learning.Arms;

/// <summary>
/// Scores every row once for each state of the drift that an arm comes to. From then on a rollout knows the model by its answers alone, and what it costs does
/// not depend on model, rows or requests.
/// </summary>
public static class ModelScoring
{
    /// <summary>The most answers that one arm may need: rows times states.</summary>
    public const int MostAnswers = 4_000_000;

    /// <summary>The model's answers. Cost: rows x states, 100,000 to 1,000,000 a second.</summary>
    /// <param name="model">The model.</param>
    /// <param name="use">How its answers are read.</param>
    /// <param name="rows">The rows; with the columns and classes that the drifts name.</param>
    /// <param name="drifts">The drifts that hit the arm (<see cref="DriftState.DriftsOf"/>).</param>
    /// <param name="end">How long the world is watched.</param>
    /// <exception cref="UnusableModelException">Rows and model do not fit together, or there are more answers than <see cref="MostAnswers"/>.</exception>
    public static ScoredModel Score(LearnedModel model, ModelUse use, RowTable rows, ImmutableArray<InputDrift> drifts, TimeSpan end)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(rows);
        ImmutableArray<DriftState> states = DriftState.Before(drifts, end);
        if ((long)states.Length * rows.Count > MostAnswers)
            throw new UnusableModelException(
                $"The drifts come to {states.Length} different states, too many for {rows.Count} rows. Give them fewer ramps, or the data fewer rows.");
        return new ScoredModel(states.Select(state => (state.Key, Score(model, use, rows, drifts, state))));
    }

    private static ScoredRows Score(LearnedModel model, ModelUse use, RowTable rows, ImmutableArray<InputDrift> drifts, DriftState state)
    {
        RowTable drifted = rows;
        for (int i = 0; i < drifts.Length; i++)
            drifted = RowDrift.Apply(drifted, drifts[i].Change, i, state.Strengths[i]);
        return ScoredRows.Of(rows.Classes, use.Read(model.Answer(drifted), drifted));
    }
}
