using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>Queries with a world that exposes what they ask for.</summary>
/// <param name="Name">Whose queries they are.</param>
/// <param name="Queries">Their texts.</param>
/// <param name="World">The played world.</param>
internal sealed record AskedWorld(string Name, ImmutableArray<string> Queries, PlayedWorld World)
{
    private static readonly ModelBehaviour Model = new()
    {
        Latency = new LatencyDistribution.LogNormal(0.045, 0.16),
        ErrorRate = 0.004,
        Accuracy = 0.96,
        Conversion = 0.05,
        Revenue = new RevenueDistribution(20, 0.8),
    };

    /// <summary>Scrapes on the dot, so that edges of ranges fall on them.</summary>
    public static readonly World Plain = new()
    {
        Name = "plain",
        Duration = TimeSpan.FromMinutes(40),
        Traffic = new Traffic(12, new Users(5000, true)),
        Pods = new PodLayout(3, 3),
        Baseline = Model,
        Canary = Model,
        Faults =
        [
            new ErrorIncrease(0.05, FaultTarget.Canary, new FaultTiming(TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(2), TimeSpan.MaxValue)),
            new LatencyTail(0.2, 10, FaultTarget.Canary, new FaultTiming(TimeSpan.FromMinutes(16), TimeSpan.Zero, TimeSpan.MaxValue)),
            new LostScrapes(0.5, FaultTarget.Both, new FaultTiming(TimeSpan.FromMinutes(24), TimeSpan.Zero, TimeSpan.FromMinutes(4))),
        ],
        Labels = new LabelProcess(0.5, new DelayDistribution.Fixed(20)),
        Telemetry = new Telemetry
        {
            Platform = Platform.Seldon,
            LatencyBounds = UsualBounds.Client,
            RevenueBounds = [5, 10, 20, 50],
            ScrapeInterval = TimeSpan.FromSeconds(15),
            Missed = 0.03,
        },
    };

    /// <summary>Scrapes that come early or late.</summary>
    public static readonly World Jittery = Plain with { Telemetry = Plain.Telemetry with { Jitter = TimeSpan.FromSeconds(2) } };

    /// <summary>The canary's pods are killed and restart under the same names: counters begin again without a marker, or behind one.</summary>
    public static readonly World Crashing = Plain with
    {
        Faults = [.. Plain.Faults, new MemoryGrowth(1e6, 1e3, 1.7e6, FaultTarget.Canary, FaultTiming.Always)],
        Serving = Serving.Unlimited with { PodStart = TimeSpan.FromSeconds(8) },
    };

    /// <summary>What the telemetry of all these worlds can tell, before bounds are asked for.</summary>
    public static TelemetryShape Shape { get; } = CompiledWorld.Compile(Plain).Shape;

    /// <summary>The queries of a policy of our own.</summary>
    public static AskedWorld Native(string name, ImmutableArray<QueryNeed> needs, World measured)
    {
        CompiledWorld world = CompiledWorld.Compile(measured);
        ImmutableArray<UnboundQuery>.Builder refused = ImmutableArray.CreateBuilder<UnboundQuery>();
        QueryPanel panel = QueryPanel.Bind(world.Scraped, needs, refused);
        Assert.Empty(refused);
        IEnumerable<PlatformSeries> series = SeldonSeries.Of(world.Scraped, needs.Any(need => need.Question is QueryQuestion.Written));
        ImmutableArray<string> texts = [.. needs.Select(need => PlatformQueries.Text(need.Question, need.Arm))];
        return new AskedWorld(name, texts, PlayedWorld.Play(world, panel, series, texts.Length));
    }

    /// <summary>Queries that came from elsewhere and have been bound.</summary>
    public static AskedWorld Foreign(string name, ForeignQueries foreign, bool isJittery)
    {
        World world = isJittery ? Jittery : Plain;
        ImmutableArray<double> bounds = foreign.Bindings.LatencyBounds;
        CompiledWorld own = CompiledWorld.Compile(world with
        {
            Telemetry = world.Telemetry with { LatencyBounds = bounds.IsEmpty ? world.Telemetry.LatencyBounds : bounds },
        },
        isJittery ? EngineKind.Binned : EngineKind.Request);
        ImmutableArray<string> texts = [.. foreign.Queries.Select(query => query.Text)];
        return new AskedWorld(
            name, texts, PlayedWorld.Play(own, QueryPanel.Of(own.Scraped, foreign), ForeignSeries.Of(own.Scraped, foreign.Bindings), texts.Length));
    }

    /// <summary>The same from texts.</summary>
    public static AskedWorld Foreign(string name, ImmutableArray<string> texts, BindingOptions options, bool isJittery)
    {
        ImmutableArray<CompiledQuery> queries = [.. texts.Select(text => Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(text)).Query)];
        return Foreign(name, new ForeignQueries(queries, QueryBindings.Of(queries, options)), isJittery);
    }
}
