using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>Reads the method of a check, as its bare name or with settings: <c>sequential</c>, <c>{ point: { window: 5m } }</c>.</summary>
internal static class MethodReader
{
    /// <summary>What is meant where a policy names no method.</summary>
    public static readonly CheckMethod Default = new CheckMethod.Sequential(HarmFromZero: false);

    private static readonly CheckMethod.Point DefaultPoint = new(TimeSpan.FromMinutes(5));
    private static readonly CheckMethod.Fixed DefaultFixed = new(DifferenceInterval.Newcombe, Bonferroni: false);

    public static UnionReader<CheckMethod> Make() => new("method",
        ("point", new PointReader()), ("fixed", new FixedReader()), ("sequential", new SequentialReader()))
    {
        Bare = new Dictionary<string, CheckMethod> { ["point"] = DefaultPoint, ["fixed"] = DefaultFixed, ["sequential"] = Default },
    };

    private sealed class PointReader : MappingReader<CheckMethod>
    {
        private readonly Key<TimeSpan> _window;

        public PointReader()
            : base("method point", "method point") => _window = Optional("window", Units.Duration, DefaultPoint.Window);

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
        {
            value = new CheckMethod.Point(fields.Get(_window));
            return true;
        }
    }

    private sealed class FixedReader : MappingReader<CheckMethod>
    {
        private readonly Key<DifferenceInterval> _interval;
        private readonly Key<bool> _multiplicity;

        public FixedReader()
            : base("method fixed", "method fixed")
        {
            _interval = Optional(
                "interval",
                new ChoiceReader<DifferenceInterval>("interval", ("newcombe", DifferenceInterval.Newcombe),
                    ("miettinen-nurminen", DifferenceInterval.MiettinenNurminen)),
                DefaultFixed.Interval);
            _multiplicity = Optional("multiplicity", new ChoiceReader<bool>("correction", ("none", false), ("bonferroni", true)), DefaultFixed.Bonferroni);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
        {
            value = new CheckMethod.Fixed(fields.Get(_interval), fields.Get(_multiplicity));
            return true;
        }
    }

    private sealed class SequentialReader : MappingReader<CheckMethod>
    {
        private readonly Key<bool> _harmFrom;

        public SequentialReader()
            : base("method sequential", "method sequential") =>
            _harmFrom = Optional("harmFrom", new ChoiceReader<bool>("start of harm", ("margin", false), ("0%", true)), false);

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
        {
            value = new CheckMethod.Sequential(fields.Get(_harmFrom));
            return true;
        }
    }
}
