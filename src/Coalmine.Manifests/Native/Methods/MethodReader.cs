using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the method of a check, as its bare name or with settings: <c>sequential</c>, <c>{ point: { window: 5m } }</c>.</summary>
internal static class MethodReader
{
    /// <summary>What is meant where a policy names no method.</summary>
    public static readonly CheckMethod Default = new CheckMethod.Sequential(HarmFromZero: false);

    // Forms that take no setting but how risk is kept across checks.
    private static readonly FixedForm[] Forms =
    [
        FixedForm.MiettinenNurminen, FixedForm.FarringtonManning, FixedForm.Wald, FixedForm.Fisher, FixedForm.FisherMidP, FixedForm.ClopperPearson,
        FixedForm.Jeffreys, FixedForm.Bayes, FixedForm.Delta, FixedForm.RaoScott, FixedForm.Welch, FixedForm.MannWhitney,
        FixedForm.KolmogorovSmirnov, FixedForm.StabilityIndex, FixedForm.JensenShannon,
    ];

    private static readonly CheckMethod[] Settingless = [new CheckMethod.EDetector(), new CheckMethod.TwoByTwo(), new CheckMethod.DistributionBand()];

    private static readonly CheckMethod[] Settled =
    [
        PointMethodReader.Default, FixedMethodReader.Default, Default, SprtReader.Default, KayentaMethodReader.Default, .. Settingless,
        TunedMethodReader.Mixture, TunedMethodReader.Sequence, .. Forms.Select(FormOf),
    ];

    public static UnionReader<CheckMethod> Make() => new("method",
    [
        ("point", new PointMethodReader()), ("fixed", new FixedMethodReader()), ("sequential", new SequentialMethodReader()), ("sprt", new SprtReader()),
        (TunedMethodReader.Mixture.Name, new TunedMethodReader(TunedMethodReader.Mixture)),
        (TunedMethodReader.Sequence.Name, new TunedMethodReader(TunedMethodReader.Sequence)),
        ("group-sequential", new GroupSequentialReader()), ("kayenta", new KayentaMethodReader()),
        .. Settingless.Select(method => (method.Name, (Reader<CheckMethod>)new BareMethodReader(method))),
        .. Forms.Select(form => (FormOf(form).Name, (Reader<CheckMethod>)new FormReader(form))),
    ])
    {
        Bare = Settled.ToDictionary(method => method.Name),
    };

    private static CheckMethod FormOf(FixedForm form) => new CheckMethod.Fixed(form, Multiplicity.None);
}
