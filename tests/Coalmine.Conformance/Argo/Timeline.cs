using System.Globalization;
using System.Text.Json;

namespace Coalmine.Conformance.Argo;

/// <summary>What happened in an update, moment by moment: states in order, events as a set.</summary>
internal sealed class Timeline
{
    private const double Tolerance = 0.1;
    private readonly List<Instant> _instants = [];

    /// <summary>Reads the timeline of a case.</summary>
    public static Timeline Read(IEnumerable<JsonElement> entries)
    {
        Timeline timeline = new();
        foreach (JsonElement entry in entries)
        {
            double seconds = (ArgoValues.Number(entry, "t") ?? double.NaN);
            if (ArgoValues.Text(entry, "event") is { } word)
                timeline.Add(seconds, word);
            else
                timeline.Add(seconds, UpdateState.Read(entry.GetProperty("state")));
        }

        return timeline;
    }

    /// <summary>Adds an event.</summary>
    public void Add(double seconds, string word) => At(seconds).Events.Add(word);

    /// <summary>Adds a state.</summary>
    public void Add(double seconds, UpdateState state) => At(seconds).States.Add(state);

    /// <summary>One line for each moment at which another timeline differs.</summary>
    /// <param name="got">What was got.</param>
    public IEnumerable<string> Differences(Timeline got)
    {
        int mine = 0;
        int other = 0;
        while (mine < _instants.Count || other < got._instants.Count)
        {
            double expectedAt = mine < _instants.Count ? _instants[mine].Seconds : double.PositiveInfinity;
            double gotAt = other < got._instants.Count ? got._instants[other].Seconds : double.PositiveInfinity;
            if (expectedAt < gotAt - Tolerance)
                yield return string.Create(CultureInfo.InvariantCulture, $"t {expectedAt:0.###}: expected {_instants[mine++]}, got nothing");
            else if (gotAt < expectedAt - Tolerance)
                yield return string.Create(CultureInfo.InvariantCulture, $"t {gotAt:0.###}: expected nothing, got {got._instants[other++]}");
            else if (!_instants[mine++].Agrees(got._instants[other++]))
                yield return string.Create(CultureInfo.InvariantCulture, $"t {expectedAt:0.###}: expected {_instants[mine - 1]}, got {got._instants[other - 1]}");
        }
    }

    private Instant At(double seconds)
    {
        if (_instants.Count == 0 || seconds > _instants[^1].Seconds + Tolerance)
            _instants.Add(new Instant(seconds));
        return _instants[^1];
    }

    private sealed class Instant(double seconds)
    {
        public double Seconds { get; } = seconds;

        public List<UpdateState> States { get; } = [];

        public HashSet<string> Events { get; } = new(StringComparer.Ordinal);

        public bool Agrees(Instant other) => States.SequenceEqual(other.States) && Events.SetEquals(other.Events);

        public override string ToString()
        {
            IEnumerable<string> events = Events.Order(StringComparer.Ordinal).Select(word => $"\"{word}\"");
            return $"[{string.Join(", ", events.Concat(States.Select(state => state.ToString())))}]";
        }
    }
}
