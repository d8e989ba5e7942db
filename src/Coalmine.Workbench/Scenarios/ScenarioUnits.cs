using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>The readers of laws and of units that only scenarios have.</summary>
internal static class ScenarioUnits
{
    /// <summary>A share above 0.</summary>
    public static QuantityReader ShareAboveZero { get; } = new(
        "share", "a share above 0% and at most 100%, such as 2%, or a bare number above 0 and at most 1",
            new Limits(0, 1, WithLeast: false), ("%", 0.01m), ("", 1))
    {
        DefinitionName = "share above zero",
    };

    /// <summary>A relative fall: at most everything.</summary>
    public static QuantityReader RelativeFall { get; } = new(
        "relative fall", "a percentage above 0% and at most 100%, such as 20%", new Limits(0, 1, WithLeast: false), ("%", 0.01m));

    /// <summary>A relative rise.</summary>
    public static QuantityReader RelativeRise { get; } = new(
        "relative rise", "a percentage above 0% and at most 10000%, such as 20%", new Limits(0, 100, WithLeast: false), ("%", 0.01m));

    /// <summary>The mean number of requests in a burst.</summary>
    public static QuantityReader BurstSize { get; } = new("mean size of a burst", "a bare number from 1 to 10000, such as 5", new Limits(1, 10_000), ("", 1));

    /// <summary>How many times the calm rate the busy one is.</summary>
    public static QuantityReader BusyFactor { get; } = new(
        "factor", "a bare number above 1 and at most 1000, such as 5", new Limits(1, 1000, WithLeast: false), ("", 1))
    {
        DefinitionName = "busy factor",
    };

    /// <summary>What a model loses of its accuracy, as a difference of shares; may be nothing.</summary>
    public static QuantityReader Loss { get; } = new("loss of accuracy", "percentage points from 0pp to 100pp, such as 3pp", new Limits(0, 1), ("pp", 0.01m));

    /// <summary>A size of memory, in bytes.</summary>
    public static QuantityReader Memory { get; } = new(
        "size of memory", "a size of memory above 0B and at most 1000GB in B, kB, MB, GB, KiB, MiB or GiB, such as 512MB",
            new Limits(0, 1_000_000_000_000, WithLeast: false),
            ("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("KiB", 1_024), ("MiB", 1_048_576), ("GiB", 1_073_741_824));

    /// <summary>A latency.</summary>
    public static Reader<LatencyDistribution> Latency { get; } = MakeLatency();

    /// <summary>A delay; a bare duration is always the same delay.</summary>
    public static Reader<DelayDistribution> Delay { get; } = new UnionReader<DelayDistribution>("delay",
        ("lognormal", new QuantileLawReader<TimeSpan, DelayDistribution>(
        "lognormal delay", "p95", Units.Duration, (median, p95) => new DelayDistribution.LogNormal(median.TotalSeconds, p95.TotalSeconds))))
    {
        Unkeyed = new FixedDelayReader(),
    };

    private static UnionReader<LatencyDistribution> MakeLatency()
    {
        QuantileLawReader<double, LatencyDistribution> lognormal = new(
            "lognormal latency", "p99", Units.Latency, (median, p99) => new LatencyDistribution.LogNormal(median, p99));
        QuantileLawReader<double, LatencyDistribution> weibull = new(
            "weibull latency", "p99", Units.Latency, (median, p99) => new LatencyDistribution.Weibull(median, p99));
        (string, Reader<LatencyDistribution>)[] simple =
            [("lognormal", lognormal), ("gamma", new GammaReader()), ("weibull", weibull), ("empirical", new EmpiricalReader())];
        UnionReader<LatencyDistribution> part = new("latency of a part", simple);
        return new UnionReader<LatencyDistribution>("latency", [.. simple, ("mixture", new MixtureReader(part))])
        {
            DefinitionName = "latency distribution",
        };
    }
}
