using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Workbench.Linting;

/// <summary>A kind of file of our own that this room cannot read, handed to it by who can: it has no network, and knows nothing that speaks of one.</summary>
/// <param name="Kind">The file's <c>kind</c>, such as <c>Live</c>.</param>
/// <param name="Word">What such a file is called in counts, such as <c>live file</c>.</param>
/// <param name="Read">Reads a document and says everything that is wrong with it, at its place.</param>
public sealed record OtherKind(string Kind, string Word, Func<Document, ImmutableArray<Diagnostic>> Read);
