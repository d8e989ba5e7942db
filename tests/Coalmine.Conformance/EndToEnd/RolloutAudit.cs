using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Conformance.EndToEnd;

/// <summary>
/// Holds what was written to the cluster against the plan and the journal: weights sum to 100; each shift goes to the plan's next weight or to nothing, was asked
/// for by an entry of the journal, and is the only one of its change; after a rollback nothing is given again; the canary's model gets the baseline's name only
/// by a decision to promote, and never where it is worse.
/// </summary>
internal sealed class RolloutAudit
{
    private readonly List<string> _violations = [];
    private readonly Dictionary<string, long> _shifts = new(StringComparer.Ordinal);
    private readonly RecordedRollout? _journal;
    private readonly bool _isSound;
    private bool _isTakenAway;

    private RolloutAudit(RecordedRollout? journal, bool isSound) => (_journal, _isSound) = (journal, isSound);

    /// <summary>Looks for what must not be.</summary>
    /// <param name="history">The states of the resource, in their order.</param>
    /// <param name="journal">The journal of the rollout.</param>
    /// <param name="isSound">Whether the canary is as good as the baseline.</param>
    /// <returns>A sentence each.</returns>
    public static ImmutableArray<string> Violations(IReadOnlyList<TrafficState> history, RecordedRollout? journal, bool isSound)
    {
        RolloutAudit audit = new(journal, isSound);
        foreach (TrafficState state in history)
            audit.Sum(state);
        foreach ((TrafficState before, TrafficState after) in history.Zip(history.Skip(1)))
            audit.Move(before, after);
        audit.Decisions();
        return [.. audit._violations];
    }

    private void Say(TrafficState state, string what) => _violations.Add(string.Create(CultureInfo.InvariantCulture, $"version {state.Version}: {what}"));

    private void Sum(TrafficState state)
    {
        if (state.Baseline is < 0 or > 100 || state.Canary is < 0 or > 100 || (state.Predictors > 1 && state.Baseline + state.Canary != 100))
            Say(state, $"weights {state.Baseline} and {state.Canary}");
        if (state.Predictors is < 1 or > 2)
            Say(state, $"{state.Predictors} predictors");
    }

    private void Move(TrafficState before, TrafficState after)
    {
        if (after.Fence < before.Fence)
            Say(after, $"number {after.Fence} after {before.Fence}");
        bool isPromoted = after.BaselineModel == SeldonTarget.CanaryModel;
        if (isPromoted && before.BaselineModel != after.BaselineModel)
            Promotion(before, after);
        if (before.BaselineModel == SeldonTarget.CanaryModel && !isPromoted)
            Say(after, "the baseline lost the model that it was given");
        if (before.Canary == after.Canary)
            return;
        int next = BenchFiles.Weights.FirstOrDefault(weight => weight > before.Canary, -1);
        if (after.Canary != 0 && after.Canary != next)
            Say(after, $"from {before.Canary} to {after.Canary}, the plan's next weight is {next}");
        if (after.Canary != 0 && _isTakenAway)
            Say(after, $"{after.Canary} after everything had been taken away");
        _isTakenAway |= after.Canary == 0;
        if (_shifts.TryGetValue(after.Change, out long earlier))
            Say(after, $"a second shift by change {after.Change}, the first was version {earlier}");
        _shifts[after.Change] = after.Version;
        Origin(after);
    }

    private void Promotion(TrafficState before, TrafficState after)
    {
        if (!_isSound)
            Say(after, "a canary that is worse became the baseline");
        if (before.Canary != 100)
            Say(after, $"the baseline was replaced while it had {before.Baseline} of 100");
        if (_journal is not null && !_journal.Entries.Any(entry => entry.Decision.Kind == DecisionKind.Promote))
            Say(after, "promoted without a decision");
    }

    /// <summary>The effect that a shift was made for.</summary>
    private void Origin(TrafficState after)
    {
        if (_journal is null)
            return;
        string[] parts = after.Change.TrimEnd('+').Split('/', '.');
        if (parts.Length != 3 || parts[0] != _journal.Header.Rollout || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int entry)
            || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out int place) || entry >= _journal.Entries.Length)
        {
            Say(after, $"the shift to {after.Canary} is of change \"{after.Change}\", which the journal of {_journal.Header.Rollout} does not hold");
            return;
        }

        ImmutableArray<Effect> effects = _journal.Entries[entry].Effects;
        Effect? effect = place < effects.Length ? effects[place] : null;
        bool isRight = effect is { Kind: EffectKind.SetWeight } set ? set.Weight.CompareTo(new TrafficWeight(after.Canary, 100)) == 0
            : effect is { Kind: EffectKind.Abort } && after.Canary == 0;
        if (!isRight)
            Say(after, $"the shift to {after.Canary} is of change {after.Change}, which asks for {effect?.Kind.ToString() ?? "nothing"}");
    }

    private void Decisions()
    {
        if (_journal is null)
            return;
        DecisionKind[] last = [.. _journal.Entries.Select(entry => entry.Decision.Kind).Where(kind => kind is DecisionKind.Promote or DecisionKind.RollBack)];
        if (last.Length > 1)
            _violations.Add($"{last.Length} last decisions: {string.Join(", ", last)}");
        if (!_isSound && last.Contains(DecisionKind.Promote))
            _violations.Add("the decision to promote a canary that is worse");
    }
}
