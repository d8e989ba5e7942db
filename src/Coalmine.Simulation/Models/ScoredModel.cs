using System.Collections.Immutable;

namespace Coalmine.Simulation.Models;

/// <summary>
/// A learned model, known by what it answers to the rows of a data set in every state of the drift that its world comes to (<see cref="DriftState"/>). Who
/// scored them, and how, this room does not know.
/// </summary>
public sealed class ScoredModel
{
    private readonly Dictionary<ulong, ScoredRows> _states;

    /// <summary>Takes the answers in each state.</summary>
    /// <param name="states">State and answers; the state without drift, 0, among them, and all with the same classes.</param>
    /// <exception cref="ArgumentException">The state without drift is missing.</exception>
    public ScoredModel(IEnumerable<(ulong State, ScoredRows Rows)> states)
    {
        _states = states.ToDictionary(state => state.State, state => state.Rows);
        if (!_states.ContainsKey(0))
            throw new ArgumentException("The state without drift is missing.", nameof(states));
    }

    /// <summary>The answers while nothing drifts.</summary>
    public ScoredRows Undrifted => _states[0];

    /// <summary>How many states were scored.</summary>
    public int States => _states.Count;

    /// <summary>The answers in a state.</summary>
    /// <exception cref="ArgumentException">The state was never scored.</exception>
    public ScoredRows In(ulong state) => _states.TryGetValue(state, out ScoredRows? rows)
        ? rows
        : throw new ArgumentException("The model was not scored in this state of the drift.", nameof(state));

    /// <summary>A behaviour whose answers are this model's: classes, accuracy and scores are those without drift.</summary>
    public ModelBehaviour Answering(ModelBehaviour behaviour)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        return behaviour with { Scored = this, Classes = Undrifted.Classes, Scores = Undrifted.Scores };
    }

    /// <summary>The classes' names.</summary>
    public ImmutableArray<string> Classes => Undrifted.Classes.Names;
}
