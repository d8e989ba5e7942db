using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of <c>sequential</c>.</summary>
internal sealed class SequentialMethodReader : MappingReader<CheckMethod>
{
    private readonly Key<bool> _harmFrom;

    public SequentialMethodReader()
        : base("method sequential", "method sequential") =>
        _harmFrom = Optional("harmFrom", new ChoiceReader<bool>("start of harm", ("margin", false), ("0%", true)), false);

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.Sequential(fields.Get(_harmFrom));
        return true;
    }
}
