using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of a method that has none: an empty mapping, for those who write it as they write the others.</summary>
internal sealed class BareMethodReader(CheckMethod method) : MappingReader<CheckMethod>($"method {method.Name}", $"method {method.Name}")
{
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = method;
        return true;
    }
}
