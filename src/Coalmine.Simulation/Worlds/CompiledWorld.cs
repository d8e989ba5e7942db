using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Simulation.Binned;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Truth;

namespace Coalmine.Simulation.Worlds;

/// <summary>
/// A world with everything computed that does not depend on a replication or a policy: truth, and the tables of the engine. Immutable, shared by all workers.
/// </summary>
public sealed class CompiledWorld
{
    private readonly Func<CounterNeeds, Engine> _create;

    private CompiledWorld(World world, EngineKind engine)
    {
        World = world;
        Engine = engine;
        Scraped = new ScrapedWorld(world);
        if (EngineNeeds.FeedsBack(world))
        {
            RequestWorld tables = new(Scraped);
            MeasuredComparison measured = ReferenceRuns.Compare(tables);
            Effects = WorldEffects.Of(measured);
            tables = tables.MeasuredBy(measured.Answers);
            _create = needs => new ServingEngine(tables, needs);
        }
        else
        {
            Effects = WorldEffects.Of(world);
            _create = engine == EngineKind.Binned ? Binned(Scraped) : Requested(new RequestWorld(Scraped));
        }

        Shape = new TelemetryShape
        {
            LatencyBounds = world.Telemetry.LatencyBounds,
            RevenueBounds = world.Telemetry.RevenueBounds,
            ScoreBounds = world.Baseline.Scores.Exist && world.Canary.Scores.Exist ? ModelScores.Bounds : [],
            Classes = world.Baseline.Classes.Names,
            HasLabels = world.Labels.Exist,
            HasConversions = world.Baseline.Conversion > 0 || world.Canary.Conversion > 0,
            HasPairs = world.Mirroring.Share > 0,
            ScrapeInterval = world.Telemetry.ScrapeInterval,
        };
    }

    /// <summary>The world.</summary>
    public World World { get; }

    /// <summary>How it is brought forward.</summary>
    public EngineKind Engine { get; }

    /// <summary>What its telemetry can tell; policies are bound to it.</summary>
    public TelemetryShape Shape { get; }

    /// <summary>What is true of it.</summary>
    public WorldEffects Effects { get; }

    /// <summary>The world as its scrapes see it.</summary>
    internal ScrapedWorld Scraped { get; }

    /// <summary>Computes the tables of a world whose numbers lie in the ranges that the records state.</summary>
    /// <param name="world">The world.</param>
    /// <param name="engine">How to bring it forward; nothing for the binned engine where it can (see <see cref="EngineNeeds"/>), else by requests.</param>
    /// <exception cref="ArgumentException">
    /// Duration, rate and its shape, users, interval or jitter are outside their ranges, or the engine cannot do it.
    /// </exception>
    public static CompiledWorld Compile(World world, EngineKind? engine = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (world.Duration <= TimeSpan.Zero || world.Telemetry.ScrapeInterval <= TimeSpan.Zero)
            throw new ArgumentException("Duration and scrape interval must be positive.", nameof(world));
        if (world.Telemetry.Jitter < TimeSpan.Zero || 2 * world.Telemetry.Jitter >= world.Telemetry.ScrapeInterval)
            throw new ArgumentException("The jitter must be less than half the scrape interval, or scrapes could change places.", nameof(world));
        if (!(world.Traffic.RequestsPerSecond > 0) || !(world.Traffic.BurstSize >= 1))
            throw new ArgumentException("The rate must be positive and a burst must have at least one request.", nameof(world));
        if (world.Pods.Baseline < 1 || world.Pods.Canary < 1)
            throw new ArgumentException("Each arm needs a pod.", nameof(world));
        if (!world.Baseline.Classes.HasSharesOf(world.Canary.Classes))
            throw new ArgumentException("Both arms must have the same classes, for these are the requests'.", nameof(world));
        _ = TrafficPath.Of(world.Traffic);
        _ = new UserFrailty(world.Traffic.Users);
        ImmutableArray<string> reasons = EngineNeeds.RequestsNeeded(world);
        if (engine == EngineKind.Binned && reasons is [string reason, ..])
            throw new ArgumentException($"The binned engine refuses this world: {reason}.", nameof(world));
        return new CompiledWorld(world, engine ?? (reasons.IsEmpty ? EngineKind.Binned : EngineKind.Request));
    }

    /// <summary>An engine for one worker that keeps the counters that somebody reads.</summary>
    internal Engine CreateEngine(CounterNeeds needs) => _create(needs);

    private static Func<CounterNeeds, Engine> Binned(ScrapedWorld scraped)
    {
        BinnedWorld tables = new(scraped);
        return needs => new BinnedEngine(tables, needs);
    }

    private static Func<CounterNeeds, Engine> Requested(RequestWorld tables) => needs => new UnlimitedEngine(tables, needs);
}
