namespace Coalmine.Rollouts.Journal;

/// <summary>The hooks of a record: what each that was called answered first, and after how long.</summary>
internal sealed class RecordedHooks
{
    private readonly Dictionary<string, (TimeSpan Delay, bool Accepted)?> _answers = [];

    /// <param name="entries">The record.</param>
    public RecordedHooks(IReadOnlyList<JournalEntry> entries)
    {
        Dictionary<int, (string Name, Plan.Moment At)> open = [];
        foreach (JournalEntry entry in entries)
        {
            Observation seen = entry.Observation;
            if (seen.Kind == ObservationKind.HookAnswered && open.Remove(seen.Id, out (string Name, Plan.Moment At) call))
                _answers[call.Name] ??= (seen.At - call.At, seen.Accepted);
            foreach (Effect effect in entry.Effects)
                if (effect.Kind == EffectKind.CallHook && _answers.TryAdd(effect.Text, null))
                    open[effect.Id] = (effect.Text, seen.At);
        }
    }

    /// <summary>Whether the record called a hook.</summary>
    public bool Has(string name) => _answers.ContainsKey(name);

    /// <summary>What a hook answered, and after how long; nothing where it never did.</summary>
    public (TimeSpan Delay, bool Accepted)? Answer(string name) => _answers.GetValueOrDefault(name);
}
