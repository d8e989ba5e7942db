using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>
/// Reads the settings of <c>group-sequential</c>: the planned samples, which it cannot do without, the looks at them, and how risk is spent over them.
/// </summary>
internal sealed class GroupSequentialReader : MappingReader<CheckMethod>
{
    private static readonly SpendingShape DefaultShape = new SpendingShape.Pocock();
    private readonly Key<SpendingShape> _spending;
    private readonly Key<int> _samples;
    private readonly Key<int> _looks;

    public GroupSequentialReader()
        : base("method group-sequential", "method group-sequential")
    {
        _spending = Optional("spending", Shapes(), DefaultShape);
        _samples = Required("samples", Units.PositiveCount);
        _looks = Optional("looks", Units.PlannedLooks, 10);
    }

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.GroupSequential(fields.Get(_spending), fields.Get(_samples), fields.Get(_looks));
        return true;
    }

    private static UnionReader<SpendingShape> Shapes() => new("spending",
        ("power", new ExponentReader("power", "exponent", Units.SpendingPower, exponent => new SpendingShape.Power(exponent))),
        ("hwang-shih-decani", new ExponentReader("hwang-shih-decani", "gamma", Units.SpendingGamma, gamma => new SpendingShape.HwangShihDeCani(gamma))))
    {
        Bare = new Dictionary<string, SpendingShape> { ["obrien-fleming"] = new SpendingShape.OBrienFleming(), ["pocock"] = DefaultShape },
    };

    private sealed class ExponentReader : MappingReader<SpendingShape>
    {
        private readonly Key<double> _parameter;
        private readonly Func<double, SpendingShape> _make;

        public ExponentReader(string name, string parameter, QuantityReader reader, Func<double, SpendingShape> make)
            : base($"spending {name}", $"spending {name}") => (_parameter, _make) = (Required(parameter, reader), make);

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out SpendingShape value)
        {
            value = _make(fields.Get(_parameter));
            return true;
        }
    }
}
