using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Workbench.Policies;

/// <summary>Where a query stands in a manifest.</summary>
/// <param name="File">The file.</param>
/// <param name="Find">The place in the file of a place in the query.</param>
public sealed record QueryPlace(string File, Func<SourcePosition, TextPosition> Find)
{
    /// <summary>Puts what is said about a place in the query at its place in the file.</summary>
    public Diagnostic Locate(SourcePosition position, Message message) => Diagnostic.At(File, Find(position), message);
}
