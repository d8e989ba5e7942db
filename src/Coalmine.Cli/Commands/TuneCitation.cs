using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Cli.Commands;

/// <summary>Where a file says something.</summary>
/// <param name="File">The file.</param>
/// <param name="Position">The place in it.</param>
internal readonly record struct TuneCitation(string File, TextPosition Position);
