using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Explanations.Bindings;

/// <summary>A query with what its selectors ask.</summary>
/// <param name="Check">The check that asks it.</param>
/// <param name="File">The file that it stands in.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">The query as it is asked, arguments and templates filled in.</param>
public sealed record ExplainedQuery(string Check, string File, TextPosition Place, string Text)
{
    /// <summary>Its selectors, in order.</summary>
    public ImmutableArray<ExplainedSelector> Selectors { get; init; } = [];

    /// <summary>Why it cannot be asked, or which selector nothing can answer; empty where all is well.</summary>
    public ImmutableArray<UnansweredPart> Unanswered { get; init; } = [];
}
