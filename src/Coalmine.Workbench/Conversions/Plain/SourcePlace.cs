using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Conversions.Plain;

/// <summary>A place in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Position">Line and column.</param>
internal readonly record struct SourcePlace(string File, TextPosition Position);
