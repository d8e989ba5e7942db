using System.Collections.Frozen;
using Coalmine.Live.Files;
using Coalmine.Live.Operating.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace Coalmine.Live.Advising;

/// <summary>What an advising process listens with.</summary>
/// <param name="Port">Where, and with which token.</param>
/// <param name="Desks">Who answers, by the name in the address.</param>
public sealed record AdviceHost(PortSettings Port, FrozenDictionary<string, AdviceDesk> Desks)
{
    /// <summary>Adds addresses of its own beside the questions (health, metrics), which bear the same limits.</summary>
    public Action<WebApplication>? Beside { get; init; }

    /// <summary>Paths that are answered without a token, for probes that cannot bear one; none unless given.</summary>
    public FrozenSet<string> OpenPaths { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Counts answers and refusals; nothing where nobody wants to know.</summary>
    public AdviceTelemetry? Telemetry { get; init; }

    /// <summary>Requests that one address may send in a second, on average.</summary>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>Requests that one address may send at once.</summary>
    public int Burst { get; init; } = 40;

    /// <summary>How long a request may take to arrive.</summary>
    public TimeSpan ArrivesWithin { get; init; } = TimeSpan.FromSeconds(5);
}
