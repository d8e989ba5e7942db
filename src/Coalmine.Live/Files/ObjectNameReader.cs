using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>{ namespace, name }</c>.</summary>
internal sealed class ObjectNameReader : MappingReader<(string Namespace, string Name)>
{
    private readonly Key<string> _namespace;
    private readonly Key<string> _name;

    public ObjectNameReader()
        : base("object", "the object")
    {
        _namespace = Required("namespace", Units.Words);
        _name = Required("name", Units.Words);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out (string Namespace, string Name) value)
    {
        value = (fields.Get(_namespace), fields.Get(_name));
        return true;
    }
}
