using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Judges.Kayenta;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of <c>kayenta</c>.</summary>
internal sealed class KayentaMethodReader : MappingReader<CheckMethod>
{
    private readonly Key<KayentaMode> _mode;

    public KayentaMethodReader()
        : base("method kayenta", "method kayenta") =>
        _mode = Optional(
            "mode", new ChoiceReader<KayentaMode>("mode", ("faithful", KayentaMode.Faithful), ("corrected", KayentaMode.Corrected)), KayentaMode.Faithful);

    /// <summary>What the bare name means.</summary>
    public static CheckMethod Default { get; } = new CheckMethod.Kayenta(KayentaMode.Faithful);

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.Kayenta(fields.Get(_mode));
        return true;
    }
}
