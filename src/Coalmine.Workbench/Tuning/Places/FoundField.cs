using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Workbench.Tuning.Places;

/// <summary>A field that was found.</summary>
/// <param name="File">In which of the files, from 0.</param>
/// <param name="At">Where in it.</param>
/// <param name="Node">What it says now.</param>
internal readonly record struct FoundField(int File, NodePath At, Node Node);
