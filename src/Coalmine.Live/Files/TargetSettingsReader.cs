using System.Diagnostics.CodeAnalysis;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>target: { platform, namespace, name, baseline, canary, ... }</c>.</summary>
internal sealed class TargetSettingsReader : MappingReader<TrafficTarget>
{
    private static readonly (string Word, ServingPlatform Value)[] _platforms =
    [
        ("seldon", ServingPlatform.SeldonV1), ("kserve-knative", ServingPlatform.KServeKnative), ("kserve", ServingPlatform.KServeStandard),
        ("istio", ServingPlatform.Istio), ("gateway", ServingPlatform.GatewayApi),
    ];

    private static readonly TimeSpan _usualSettle = TimeSpan.FromSeconds(10);

    private readonly Key<ServingPlatform> _platform;
    private readonly Key<string> _namespace;
    private readonly Key<string> _name;
    private readonly Key<string> _baseline;
    private readonly Key<string> _canary;
    private readonly Key<string> _route;
    private readonly Key<string> _component;
    private readonly Key<string> _baselineWorkload;
    private readonly Key<string> _canaryWorkload;
    private readonly Key<string> _baselineModel;
    private readonly Key<string> _canaryModel;
    private readonly Key<TimeSpan> _settle;

    public TargetSettingsReader()
        : base("target", "the target")
    {
        _platform = Required("platform", new ChoiceReader<ServingPlatform>("platform", _platforms));
        _namespace = Required("namespace", Units.Words);
        _name = Required("name", Units.Words);
        _baseline = Optional("baseline", Units.Words, "");
        _canary = Optional("canary", Units.Words, "");
        _route = Optional("route", Units.Words, "");
        _component = Optional("component", Units.Words, "predictor");
        _baselineWorkload = Optional("baselineWorkload", Units.Words, "");
        _canaryWorkload = Optional("canaryWorkload", Units.Words, "");
        _baselineModel = Optional("baselineModel", Units.Words, "");
        _canaryModel = Optional("canaryModel", Units.Words, "");
        _settle = Optional("settle", Units.DurationOrZero, _usualSettle);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out TrafficTarget value)
    {
        ServingPlatform platform = fields.Get(_platform);
        (string baseline, string canary) = (fields.Get(_baseline), fields.Get(_canary));
        bool isWhole = true;
        if (platform != ServingPlatform.KServeKnative)
            isWhole &= Needs(_canary, canary, platform, fields, said);
        if (platform is not (ServingPlatform.KServeKnative or ServingPlatform.KServeStandard))
            isWhole &= Needs(_baseline, baseline, platform, fields, said);
        if (isWhole && canary.Length > 0 && canary == baseline)
        {
            said.Add(fields.PositionOf(_canary), LiveFileMessages.SameArms(canary));
            isWhole = false;
        }

        value = new TrafficTarget
        {
            Platform = platform,
            Namespace = fields.Get(_namespace),
            Name = fields.Get(_name),
            Baseline = baseline,
            Canary = canary,
            Route = fields.Get(_route),
            Component = fields.Get(_component),
            BaselineWorkload = fields.Get(_baselineWorkload),
            CanaryWorkload = fields.Get(_canaryWorkload),
            BaselineModel = fields.Get(_baselineModel),
            CanaryModel = fields.Get(_canaryModel),
            Settle = fields.Get(_settle),
        };
        return isWhole;
    }

    private static bool Needs(Key<string> key, string value, ServingPlatform platform, Fields fields, DiagnosticList said)
    {
        if (value.Length > 0)
            return true;
        string example = platform switch
        {
            ServingPlatform.SeldonV1 => "the name of a predictor",
            ServingPlatform.Istio => "a destination, HOST, HOST/SUBSET or /SUBSET",
            ServingPlatform.GatewayApi => "the name of a Service",
            _ => "the name of the canary's predictor",
        };
        said.Add(fields.Start, LiveFileMessages.MissingArm(key.Name, _platforms.First(p => p.Value == platform).Word, example));
        return false;
    }
}
