using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Kills;

/// <summary>
/// Drives one rollout end to end and kills its driver again and again; each next one is started by the same command, on the same disk or on an empty one. The
/// seed gives the canary, the points and the traffic's draws; the machine's timing gives the rest, so that a run is not the same twice.
/// </summary>
internal sealed class KillRun
{
    private const int MostDrivers = 12;
    private const int LeaseLost = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly RolloutBench _bench;
    private readonly List<KillRecord> _kills = [];
    private readonly StringBuilder _said = new();
    private int _machine;

    private KillRun(RolloutBench bench) => _bench = bench;

    /// <summary>Runs one.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="canary">What the canary is like.</param>
    /// <param name="points">The kills that are aimed at; a rollout that ends before takes fewer.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<KillResult> RunAsync(ulong seed, CanaryKind canary, ImmutableArray<KillPoint> points, CancellationToken cancellation)
    {
        RolloutBench bench = await RolloutBench.StartAsync(new BenchOptions { Seed = seed, Canary = ModelLaw.Of(canary), Lease = Lease }, cancellation).ConfigureAwait(false);
        await using (bench.ConfigureAwait(false))
        {
            Stopwatch watch = Stopwatch.StartNew();
            KillRun run = new(bench);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Longest);
            (int drivers, int code) = await run.DriveAsync(points, limit.Token).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return run.Result(seed, canary, drivers, code) with { Took = watch.Elapsed };
        }
    }

    /// <summary>Draws what a run with some kills is like.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="kills">How many kills.</param>
    public static (CanaryKind Canary, ImmutableArray<KillPoint> Points) Draw(ulong seed, int kills)
    {
        Xoshiro256 random = StreamKey.Root(seed).With("kills").Open();
        CanaryKind canary = random.NextDouble() < 0.5 ? CanaryKind.Sound : (CanaryKind)(1 + (int)(random.NextDouble() * 3));
        ImmutableArray<KillPoint>.Builder points = ImmutableArray.CreateBuilder<KillPoint>();
        while (points.Count < kills)
            points.Add(KillPoint.Draw(ref random));
        return (canary, points.ToImmutable());
    }

    private async Task<(int Drivers, int ExitCode)> DriveAsync(ImmutableArray<KillPoint> points, CancellationToken cancellation)
    {
        Queue<KillPoint> left = new(points);
        for (int driver = 1; driver <= MostDrivers; driver++)
        {
            left.TryDequeue(out KillPoint? point);
            DriveProcess drive = _bench.Drive(_machine);
            await using (drive.ConfigureAwait(false))
            {
                int code;
                try
                {
                    code = await WatchAsync(drive, point, cancellation).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    Hear(drive);
                    return (driver, -1);
                }

                Hear(drive);
                bool isKilled = point is not null && code is not (0 or 2 or LeaseLost or 10);
                if (!isKilled && code != LeaseLost)
                    return (driver, code);
                if (!isKilled)
                    continue;
                _kills.Add(new KillRecord(point!, _bench.Weight(), RecordedRun.Newest(_bench.Journals(_machine))?.Entries.Length ?? 0));
                if (point!.TakesOver)
                    _machine++;
            }
        }

        return (MostDrivers, -1);
    }

    private async Task<int> WatchAsync(DriveProcess drive, KillPoint? point, CancellationToken cancellation)
    {
        _bench.Faults = point is null ? null : new KillTrigger(_bench.Target, point, drive).See;
        if (point is not { Aim: KillAim.Time })
            return await drive.EndAsync(cancellation).ConfigureAwait(false);
        using CancellationTokenSource soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        soon.CancelAfter(TimeSpan.FromSeconds(point.Number / 10.0));
        try
        {
            return await drive.EndAsync(soon.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            drive.Kill();
            return await drive.EndAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Hear(DriveProcess drive) => _said.AppendLine(drive.Said).AppendLine("--");

    private KillResult Result(ulong seed, CanaryKind canary, int drivers, int code)
    {
        IReadOnlyList<TrafficState> history = _bench.History();
        RecordedRollout? journal = RecordedRun.Newest(_bench.Journals(_machine));
        List<string> violations = [.. RolloutAudit.Violations(history, journal, canary == CanaryKind.Sound)];
        TrafficState end = history[^1];
        bool isPromoted = end is { Predictors: 1, BaselineModel: SeldonTarget.CanaryModel };
        if (code == 0 && !isPromoted)
            violations.Add("exit 0, and the canary is not the baseline");
        if (code == 10 && (end.Canary != 0 || end.BaselineModel != SeldonTarget.BaselineModel))
            violations.Add("exit 10, and the canary has not lost everything");
        if (code is not (0 or 10))
            violations.Add(FormattableString.Invariant($"exit {code}: no end"));
        return new KillResult
        {
            Seed = seed,
            Canary = canary,
            Kills = [.. _kills],
            Drivers = drivers,
            ExitCode = code,
            Weights = [.. history.Select(state => state.Canary).Aggregate(ImmutableArray<int>.Empty, (all, one) => !all.IsEmpty && all[^1] == one ? all : all.Add(one))],
            Entries = journal?.Entries.Length ?? 0,
            Took = TimeSpan.Zero,
            Violations = [.. violations],
            Said = _said.ToString(),
        };
    }
}
