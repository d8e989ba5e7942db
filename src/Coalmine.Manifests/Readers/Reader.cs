using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Readers;

/// <summary>
/// Reads one unit, union or mapping. A reader is an immutable entry of the table of readers: it knows its name and says in words what it allows, and
/// bigger readers are put together from smaller ones.
/// </summary>
/// <typeparam name="T">What a node becomes.</typeparam>
/// <param name="name">What is read, without an article, such as <c>duration</c>.</param>
/// <param name="allowed">What may be written, such as <c>a duration like 90s or 1h30m</c>.</param>
public abstract class Reader<T>(string name, string allowed)
{
    /// <summary>What is read, without an article.</summary>
    public string Name { get; } = name;

    /// <summary>What may be written, in words.</summary>
    public string Allowed { get; } = allowed;

    /// <summary>Reads a node. Where it returns false, at least one error has been added.</summary>
    public abstract bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out T value);
}
