using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>What is due on paper, in the order of time and, at the same moment, of asking.</summary>
internal sealed class PaperAgenda
{
    private readonly List<Entry> _entries = [];
    private long _order;

    /// <summary>When the next thing is due; never where nothing is.</summary>
    public Moment Next => _entries.Count == 0 ? Moment.Never : _entries.Min(entry => entry.At);

    /// <summary>Adds something that a controller knows by an id.</summary>
    public void Add(int id, Moment at, Func<Moment, Observation> tell) => _entries.Add(new Entry(id, at, ++_order, tell));

    /// <summary>Adds something without an id.</summary>
    public void Add(Moment at, Func<Moment, Observation> tell) => _entries.Add(new Entry(null, at, ++_order, tell));

    /// <summary>Forgets what has an id.</summary>
    public void Cancel(int id) => _entries.RemoveAll(entry => entry.Id == id);

    /// <summary>Takes what is due next.</summary>
    public Observation Take()
    {
        Entry first = _entries.MinBy(entry => (entry.At, entry.Order));
        _entries.Remove(first);
        return first.Tell(first.At);
    }

    private readonly record struct Entry(int? Id, Moment At, long Order, Func<Moment, Observation> Tell);
}
