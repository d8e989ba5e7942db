using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Schedules;

namespace Coalmine.Workbench.Explanations;

/// <summary>What one object of a file really does, as its controller carries it out, and what of that is simulated here.</summary>
public sealed record Explanation
{
    /// <summary>The object's kind, as its file writes it; <c>rules</c> for a rule file without one.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>One sentence: who carries it out, and as what.</summary>
    public required string Summary { get; init; }

    /// <summary>What it does, a sentence a line.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The states as a Mermaid diagram (<c>stateDiagram-v2</c>), lines ended by line feeds; empty for what decides nothing.</summary>
    public string Diagram { get; init; } = "";

    /// <summary>When it does what, if every check passes and if every check fails; empty for what decides nothing or cannot be carried out here.</summary>
    public ImmutableArray<Schedule> Schedules { get; init; } = [];

    /// <summary>Every query with what it asks and whom.</summary>
    public ImmutableArray<ExplainedQuery> Queries { get; init; } = [];

    /// <summary>How often a canary is rolled back whose checks fail by chance; only where there is a closed form.</summary>
    public ImmutableArray<RollbackChance> Chances { get; init; } = [];

    /// <summary>What is simulated as the real thing does it.</summary>
    public ImmutableArray<string> Simulated { get; init; } = [];

    /// <summary>What the file does not say and is assumed.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>What the real thing does and is not modelled.</summary>
    public ImmutableArray<string> NotModelled { get; init; } = [];

    /// <summary>Why the real thing would refuse it, or why it cannot be carried out here, each at its place.</summary>
    public ImmutableArray<Diagnostic> Refusals { get; init; } = [];

    /// <summary>Whether a simulated world can answer what it asks; where not, the reasons are warnings among <see cref="Refusals"/>.</summary>
    public bool IsFaithful { get; init; } = true;
}
