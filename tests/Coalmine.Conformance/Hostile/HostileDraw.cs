using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Conformance.Fuzzing;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Fronts;

namespace Coalmine.Conformance.Hostile;

/// <summary>What a seed draws: the platform, the policy, the truth, and what goes wrong until the weather calms.</summary>
internal sealed record HostileDraw
{
    private static readonly ImmutableArray<int>[] Plans = [[10, 50], [20], [5, 25, 50], [10, 50, 75], [50]];
    private static readonly int[] EditedWeights = [0, 3, 33, 77];
    private const int LeastCalm = 60;
    private const int MostCalm = 240;

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The platform.</summary>
    public required ServingPlatform Platform { get; init; }

    /// <summary>The weights of the plan, in percent.</summary>
    public required ImmutableArray<int> Weights { get; init; }

    /// <summary>What is true of the canary.</summary>
    public required CanaryHealth Health { get; init; }

    /// <summary>What outlives a process.</summary>
    public required JournalKeeping Keeping { get; init; }

    /// <summary>Whether a second pod stands by.</summary>
    public required bool HasStandby { get; init; }

    /// <summary>Whether events are written.</summary>
    public required bool WritesEvents { get; init; }

    /// <summary>How long after a scrape its samples can be asked for.</summary>
    public required TimeSpan MetricsDelay { get; init; }

    /// <summary>How long the operators of the cluster take.</summary>
    public required TimeSpan OperatorDelay { get; init; }

    /// <summary>When nothing new goes wrong any more.</summary>
    public required TimeSpan Calm { get; init; }

    /// <summary>Faults of single requests.</summary>
    public required FaultPlan Faults { get; init; }

    /// <summary>Everything else, in order of time.</summary>
    public required ImmutableArray<Mishap> Mishaps { get; init; }

    /// <summary>The least number of canary's requests in a step.</summary>
    public static int Samples => 200;

    /// <summary>The policy as a file.</summary>
    public string Policy => string.Create(CultureInfo.InvariantCulture, $$"""
        kind: Policy
        plan: { weights: [{{string.Join(", ", Weights)}}], every: 10s, passes: 2, maximum: 30m }
        evidence: { samples: {{Samples}}, duration: 15s }
        checks: [ { metric: errors, atMost: 2% } ]
        noData: { holdUpTo: 1m, then: rollback }
        """);

    /// <summary>Whether a person changes weights.</summary>
    public bool HasEdits => Mishaps.Any(mishap => mishap.Kind == MishapKind.WeightEdited);

    /// <summary>Draws.</summary>
    public static HostileDraw Of(long seed)
    {
        Luck luck = new((ulong)seed, 0);
        JournalKeeping keeping = luck.Of<JournalKeeping>([JournalKeeping.VolumeAndMap, JournalKeeping.VolumeAndMap, JournalKeeping.MapAlone, JournalKeeping.VolumeAlone]);
        TimeSpan calm = TimeSpan.FromSeconds(LeastCalm + luck.Below(MostCalm - LeastCalm));
        return new HostileDraw
        {
            Seed = seed,
            Platform = luck.Of(Enum.GetValues<ServingPlatform>()),
            Weights = luck.Of(Plans),
            Health = luck.OneIn(2) ? CanaryHealth.Healthy : luck.Of(Enum.GetValues<CanaryHealth>()),
            Keeping = keeping,
            HasStandby = keeping != JournalKeeping.VolumeAlone && luck.OneIn(2),
            WritesEvents = luck.OneIn(4),
            MetricsDelay = luck.OneIn(4) ? TimeSpan.FromSeconds(5 + luck.Below(20)) : TimeSpan.Zero,
            OperatorDelay = TimeSpan.FromMilliseconds(luck.Of<int>([0, 200, 1500, 6000])),
            Calm = calm,
            Faults = FaultsOf(luck, (ulong)seed),
            Mishaps = MishapsOf(luck, calm),
        };
    }

    private static FaultPlan FaultsOf(Luck luck, ulong seed)
    {
        double most = luck.Of<double>([0, 0.02, 0.06, 0.15]);
        double Share() => luck.OneIn(2) ? 0 : most * luck.Below(1000) / 1000;
        return new FaultPlan(seed)
        {
            TooMany = Share(),
            Internal = Share(),
            Unavailable = Share(),
            Conflict = Share(),
            TimesOutBefore = Share(),
            TimesOutAfter = Share(),
            BreaksBefore = Share(),
            BreaksAfter = Share(),
            ReadsOld = Share(),
        };
    }

    private static ImmutableArray<Mishap> MishapsOf(Luck luck, TimeSpan calm)
    {
        int count = luck.Below(8);
        List<Mishap> mishaps = [];
        for (int i = 0; i < count; i++)
        {
            MishapKind kind = luck.Of(Enum.GetValues<MishapKind>());
            TimeSpan at = TimeSpan.FromMilliseconds(luck.Below((int)calm.TotalMilliseconds));
            int number = kind == MishapKind.WeightEdited ? luck.Of(EditedWeights) : luck.Below(12);
            TimeSpan length = kind == MishapKind.ClockSet
                ? TimeSpan.FromSeconds(luck.Of<int>([-3600, -90, -3, 2, 30, 120, 600]))
                : TimeSpan.FromSeconds(1 + luck.Below(45));
            mishaps.Add(new Mishap(kind, at, luck.Below(2), number, length));
        }

        return [.. mishaps.OrderBy(mishap => mishap.At)];
    }
}
