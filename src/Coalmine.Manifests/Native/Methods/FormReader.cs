using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of a fixed-sample method by its own name: how risk is kept across checks.</summary>
internal sealed class FormReader : MappingReader<CheckMethod>
{
    private readonly FixedForm _form;
    private readonly Key<Multiplicity> _multiplicity;

    public FormReader(FixedForm form)
        : base("settings of one look", "the method")
    {
        _form = form;
        _multiplicity = Optional("multiplicity", Corrections, Multiplicity.None);
    }

    /// <summary>The names of the corrections.</summary>
    public static ChoiceReader<Multiplicity> Corrections { get; } = new("correction",
        ("none", Multiplicity.None), ("bonferroni", Multiplicity.Bonferroni), ("holm", Multiplicity.Holm), ("hochberg", Multiplicity.Hochberg),
        ("hommel", Multiplicity.Hommel), ("benjamini-hochberg", Multiplicity.BenjaminiHochberg), ("benjamini-yekutieli", Multiplicity.BenjaminiYekutieli));

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.Fixed(_form, fields.Get(_multiplicity));
        return true;
    }
}
