using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Seam;

/// <summary>What a measurement brought.</summary>
/// <param name="Measurements">For the controller.</param>
/// <param name="NewestSample">When the newest of its samples was taken; nothing where it has none.</param>
/// <param name="Notes">What a person should know of it, one sentence each: warnings, time-outs, series that are missing.</param>
public sealed record MetricsReading(Measurements Measurements, DateTimeOffset? NewestSample, ImmutableArray<string> Notes)
{
    /// <summary>Whether something hindered asking everything, so that a note which is missing here need not have lost its cause.</summary>
    public bool IsCutShort { get; init; }
}
