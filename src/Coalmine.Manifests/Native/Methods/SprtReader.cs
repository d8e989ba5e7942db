using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of <c>sprt</c>: the ratio that it is designed for.</summary>
internal sealed class SprtReader : MappingReader<CheckMethod>
{
    /// <summary>What the bare name means.</summary>
    public static readonly CheckMethod.Sprt Default = new(2);

    private readonly Key<double> _design;

    public SprtReader()
        : base("method sprt", "method sprt") => _design = Optional("design", Units.DesignRatio, Default.Design);

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.Sprt(fields.Get(_design));
        return true;
    }
}
