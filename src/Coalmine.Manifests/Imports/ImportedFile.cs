using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Manifests.Imports;

/// <summary>What a file of manifests holds.</summary>
/// <param name="Name">The file's name, as its reader was given it.</param>
/// <param name="File">The file, for edits; nothing where it is no YAML.</param>
/// <param name="Manifests">Its objects in order, refused ones among them.</param>
/// <param name="Said">Everything there is to say about it, in the order of its lines.</param>
public sealed record ImportedFile(string Name, ManifestFile? File, ImmutableArray<Manifest> Manifests, ImmutableArray<Diagnostic> Said);
