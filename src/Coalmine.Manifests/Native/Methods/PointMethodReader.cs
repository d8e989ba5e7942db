using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native.Methods;

/// <summary>Reads the settings of <c>point</c>.</summary>
internal sealed class PointMethodReader : MappingReader<CheckMethod>
{
    /// <summary>What the bare name means.</summary>
    public static readonly CheckMethod.Point Default = new(TimeSpan.FromMinutes(5));

    private readonly Key<TimeSpan> _window;

    public PointMethodReader()
        : base("method point", "method point") => _window = Optional("window", Units.Duration, Default.Window);

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out CheckMethod value)
    {
        value = new CheckMethod.Point(fields.Get(_window));
        return true;
    }
}
