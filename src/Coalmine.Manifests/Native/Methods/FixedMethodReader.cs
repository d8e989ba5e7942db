using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of <c>fixed</c>: the interval for differences, and how risk is kept across checks.</summary>
internal sealed class FixedMethodReader : MappingReader<CheckMethod>
{
    /// <summary>What the bare name means.</summary>
    public static readonly CheckMethod.Fixed Default = new(FixedForm.Newcombe, Multiplicity.None);

    private readonly Key<FixedForm> _interval;
    private readonly Key<Multiplicity> _multiplicity;

    public FixedMethodReader()
        : base("method fixed", "method fixed")
    {
        _interval = Optional(
            "interval",
            new ChoiceReader<FixedForm>("interval", ("newcombe", FixedForm.Newcombe), ("miettinen-nurminen", FixedForm.MiettinenNurminen)),
            Default.Form);
        _multiplicity = Optional("multiplicity", FormReader.Corrections, Default.Multiplicity);
    }

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.Fixed(fields.Get(_interval), fields.Get(_multiplicity));
        return true;
    }
}
