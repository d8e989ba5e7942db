using System.Collections.Immutable;

namespace Coalmine.Live.Hooks;

/// <summary>A hook that a policy or the settings name, and how it is called.</summary>
public sealed record HookEndpoint
{
    /// <summary>The name by which policies call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it listens; http or https, without user and password.</summary>
    public required Uri Url { get; init; }

    /// <summary>Whether its answer matters, or it is only told.</summary>
    public HookUse Use { get; init; } = HookUse.Question;

    /// <summary>The longest that one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries after the first, where it cannot be reached or answers 429 or 5xx.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>File of the secret that bodies are signed with; empty for none. Read anew for each call, so that it can be changed.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>Whether it may listen on a loopback, private or link-local address. Otherwise such an address is not even connected to.</summary>
    public bool AllowsPrivate { get; init; }

    /// <summary>What it is told of beside what policies call it for.</summary>
    public ImmutableArray<HookEvent> Events { get; init; } = [];
}
