using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>The first line of a journal: what is needed to ask the same controller again.</summary>
public sealed record JournalHeader
{
    /// <summary>The version of the format that this build writes and reads.</summary>
    public const int Version = 1;

    /// <summary>The controller name of a policy of our own.</summary>
    public const string Native = "native";

    /// <summary>Identity of the rollout.</summary>
    public required string Rollout { get; init; }

    /// <summary>When the rollout began: its <see cref="Plan.Moment.Start"/>; nothing where no calendar applies, as in a simulation.</summary>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>Where the record comes from, for people: a command line, or a target in a cluster. Never a secret.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the record is of a simulated rollout.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Which controller decided: <see cref="Native"/>, or the other system's name in small letters.</summary>
    public required string Controller { get; init; }

    /// <summary>What the policy's files do not say and the controller depends on, by name; empty for a policy of our own.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The policy or the manifests, in the order in which they were given.</summary>
    public required ImmutableArray<PolicyText> Policy { get; init; }

    /// <summary>What the policy was bound to.</summary>
    public required TelemetryShape Telemetry { get; init; }

    /// <summary>The counters that are measured for every pod: those of the controller's plan at least.</summary>
    public required ImmutableArray<CounterNeed> Counters { get; init; }

    /// <summary>The queries that are asked, in the order of the answers, as text for people.</summary>
    public ImmutableArray<string> Queries { get; init; } = [];

    /// <summary>SHA-256 of the policy's texts and the options, in small hexadecimal digits: what binds journals and snapshots to a policy.</summary>
    public string PolicyHash => HashOf(Policy, Options);

    /// <summary>The hash of policy texts (see <see cref="PolicyHash"/>). Names of files do not matter, their order does.</summary>
    /// <param name="policy">The texts.</param>
    /// <param name="options">The options; none unless given.</param>
    public static string HashOf(ImmutableArray<PolicyText> policy, ImmutableSortedDictionary<string, string>? options = null)
    {
        // Lengths keep two texts apart from one that is both.
        StringBuilder all = new();
        foreach (PolicyText file in policy)
            all.Append(System.Globalization.CultureInfo.InvariantCulture, $"{file.Text.Length}\n").Append(file.Text);
        foreach ((string name, string value) in (options ?? ImmutableSortedDictionary<string, string>.Empty).OrderBy(each => each.Key, StringComparer.Ordinal))
            all.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{name.Length}:{name}={value.Length}:{value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
