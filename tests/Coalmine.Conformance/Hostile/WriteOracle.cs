using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Conformance.Hostile;

/// <summary>
/// Holds every version of the target that the server stores against what may be written, whatever the drivers say of it. It knows the plan, the truth of what
/// was served and shown, and the words of people; nothing of journals and adapters.
/// </summary>
internal sealed class WriteOracle(HostileWorld world)
{
    // Up to here a check that does not fail is enough (the policy's `safeBelow`); above it takes a pass.
    private const int SafeBelow = 50;
    private readonly HashSet<string> _shifts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<double>> _rollouts = [];
    private List<double> _servedAt = [];
    private string _rollout = "";
    private long _fence;
    private bool _isEdited;

    /// <summary>The canary's share in percent.</summary>
    public int Weight { get; private set; }

    /// <summary>How many weights of the plan the rollout has been given, all traffic included.</summary>
    public int Reached => _servedAt.Count;

    /// <summary>Whether a driver that found no journal has taken the traffic away; who finds one later meets what nobody has told it.</summary>
    public bool IsTakenAwayWithoutJournal { get; private set; }

    /// <summary>Whether a person has written the weight that stands.</summary>
    public bool IsByPerson { get; private set; }

    /// <summary>Whether every weight of the plan has been given, all traffic included.</summary>
    public bool HasReachedAll => Reached == Ladder.Length;

    /// <summary>What is wrong.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Whether the canary may never be promoted.</summary>
    private bool IsBad => world.Draw.Health is CanaryHealth.NoMetrics or CanaryHealth.CrashLoops || (world.Draw.Health == CanaryHealth.Regressed && Weight > SafeBelow);

    private ImmutableArray<int> Ladder => world.Draw.Weights.Add(100);

    /// <summary>Somebody says that the rollout may take the target back, or go on.</summary>
    public void Release() => _isEdited = false;

    /// <summary>Something is wrong.</summary>
    public void Violate(string what)
    {
        Violations.Add(what);
        world.Story.Tell($"VIOLATION: {what}");
    }

    /// <summary>Looks at a version of the target.</summary>
    /// <param name="found">The object.</param>
    /// <param name="writer">The process that has written it; nothing for anybody else.</param>
    public void Look(JsonObject found, HostileProcess? writer)
    {
        int? weight = world.Steered.WeightOf(found);
        if (weight is null)
            Violate($"weights: they do not sum to the total: {found["spec"]!.ToJsonString()}");
        int before = Weight;
        Weight = weight ?? Weight;
        IsByPerson = Weight != before ? writer is null : IsByPerson;
        if (writer is null)
        {
            _isEdited |= Weight != before;
            return;
        }

        IsTakenAwayWithoutJournal |= writer.Driver?.Rollout is null;
        JsonNode? marks = found["metadata"]?["annotations"];
        long fence = long.Parse(marks?["coalmine.dev/fence"]?.ToString() ?? "0", CultureInfo.InvariantCulture);
        string change = marks?["coalmine.dev/change"]?.ToString() ?? "";
        string rollout = marks?["coalmine.dev/rollout"]?.ToString() ?? "";
        world.Story.Tell($"{writer}: WROTE {change} fence {fence}, weight {before} -> {Weight}");
        if (writer.Fence < _fence)
            Violate($"drivers: {writer} has written over number {_fence}");
        _fence = Math.Max(_fence, fence);
        if (world.LeaseTransitions > writer.Fence)
            world.Story.Count("write of a driver whose lease was another's already, before the newer one's first");
        if (rollout != _rollout && world.End is { } end)
            Violate($"again: {writer} has begun {rollout} after {_rollout} had ended ({end.Outcome}) while it waited");
        if (rollout != _rollout)
            (_rollout, _isEdited) = (Begin(rollout), false);
        if (Weight != before)
            Shift(change.TrimEnd('+'), before);
        LookAtBaseline(found);
    }

    /// <summary>Looks whether the baseline runs the canary's model without leave.</summary>
    public void LookAtBaseline(JsonObject found)
    {
        // A driver that was killed with its last write has promoted the canary for good; who is started after it may begin anew.
        bool isAllowed = _rollouts.Values.Any(servedAt => servedAt.Count == Ladder.Length);
        if (world.Steered.BaselineModel(found, world.Core) == "gs://v2" && !isAllowed && Weight != 100)
            Violate("promotion: the baseline was given the canary's model before all weights of the plan had their evidence");
    }

    private string Begin(string rollout)
    {
        if (!_rollouts.TryGetValue(rollout, out List<double>? servedAt))
            _rollouts[rollout] = servedAt = [];
        _servedAt = servedAt;
        return rollout;
    }

    private void Shift(string change, int before)
    {
        world.Story.Count(Weight > before ? "weight raised" : "weight lowered");
        if (!_shifts.Add(change))
            Violate($"once: {change} has shifted the weight twice");
        if (Weight == 0)
            return;
        if (_isEdited)
            Violate($"edits: a weight that somebody else wrote ({before} %) was overwritten with {Weight} %");
        int place = Ladder.IndexOf(Weight);
        if (place < 0 || place > Reached)
            Violate($"step: {Weight} % was written when the plan allowed {(Reached < Ladder.Length ? Ladder[Reached] : 100)} % at the most");
        else if (place == Reached)
            Reach(place);
    }

    private void Reach(int place)
    {
        if (place > 0 && world.Metrics.Shown - _servedAt[place - 1] < HostileDraw.Samples - 1)
            Violate($"evidence: {Weight} % was written after {world.Metrics.Shown - _servedAt[place - 1]:0} requests at {Ladder[place - 1]} %, {HostileDraw.Samples} are needed");
        if (place > 0 && IsBad)
            Violate($"evidence: {Weight} % was written for a canary that is {world.Draw.Health}");
        if (place > 1 && Weight > SafeBelow && world.Draw.Health == CanaryHealth.RegressesLater)
            Violate($"evidence: {Weight} % was written for a canary that had regressed before");
        _servedAt.Add(world.Metrics.Served);
        if (place == 1 && world.Draw.Health == CanaryHealth.RegressesLater)
            world.Metrics.CanaryErrors = HostileWorld.BadErrors;
    }
}
