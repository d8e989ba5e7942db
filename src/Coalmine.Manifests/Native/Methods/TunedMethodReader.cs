using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of a method that is tuned for a number of samples.</summary>
internal sealed class TunedMethodReader : MappingReader<CheckMethod>
{
    /// <summary>What the bare name <c>mixture-sprt</c> means.</summary>
    public static readonly CheckMethod.MixtureSprt Mixture = new(2000);

    /// <summary>What the bare name <c>confidence-sequence</c> means.</summary>
    public static readonly CheckMethod.ConfidenceSequence Sequence = new(1000);

    private readonly CheckMethod _method;
    private readonly Key<int> _tunedFor;

    public TunedMethodReader(CheckMethod method)
        : base($"method {method.Name}", $"method {method.Name}")
    {
        _method = method;
        _tunedFor = Optional("tunedFor", Units.PositiveCount, (int)(method is CheckMethod.MixtureSprt ? Mixture.TunedFor : Sequence.TunedFor));
    }

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        double tunedFor = fields.Get(_tunedFor);
        value = _method is CheckMethod.MixtureSprt ? new CheckMethod.MixtureSprt(tunedFor) : new CheckMethod.ConfidenceSequence(tunedFor);
        return true;
    }
}
