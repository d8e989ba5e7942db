using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>telemetry:</c>.</summary>
internal sealed class TelemetryReader : MappingReader<Telemetry>
{
    private static readonly ChoiceReader<Platform> Platforms =
        new("platform", ("seldon", Platform.Seldon), ("knative", Platform.Knative), ("istio", Platform.Istio));

    private readonly Key<Platform> _platform;
    private readonly Key<ImmutableArray<Located<BucketBound>>> _buckets;
    private readonly Key<ImmutableArray<Located<double>>> _revenueBuckets;
    private readonly Key<TimeSpan> _scrape;
    private readonly Key<TimeSpan> _jitter;
    private readonly Key<double> _missed;
    private readonly Key<int> _qualityWindow;

    public TelemetryReader()
        : base("telemetry", "the telemetry")
    {
        _platform = Optional("platform", Platforms, Platform.Seldon);
        _buckets = Optional("buckets", new ListReader<BucketBound>(new BucketBoundReader(), allowsNone: true), []);
        _revenueBuckets = Optional("revenueBuckets", new ListReader<double>(Units.PositiveAmount, allowsNone: true), []);
        _scrape = Optional("scrape", Units.Duration, TimeSpan.FromSeconds(15));
        _jitter = Optional("jitter", Units.DurationOrZero, TimeSpan.Zero);
        _missed = Optional("missed", Units.Share, 0);
        _qualityWindow = Optional("qualityWindow", new WholeNumberReader("number of labels", 1, 1_000_000), 1000);
    }

    /// <summary>What is meant where a scenario says nothing.</summary>
    public static Telemetry Default { get; } = new()
    {
        Platform = Platform.Seldon,
        LatencyBounds = PlatformBounds.Of(Platform.Seldon),
        ScrapeInterval = TimeSpan.FromSeconds(15),
    };

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Telemetry value)
    {
        value = null;
        TimeSpan scrape = fields.Get(_scrape);
        TimeSpan jitter = fields.Get(_jitter);
        if (jitter >= scrape / 2)
        {
            said.Add(fields.PositionOf(_jitter), ScenarioMessages.JitterTooWide(DurationReader.Show(jitter), DurationReader.Show(scrape)));
            return false;
        }

        if (!TryLatencyBounds(fields, said, out ImmutableArray<double> latencyBounds) || !RevenueBoundsRise(fields.Get(_revenueBuckets), said))
            return false;

        value = new Telemetry
        {
            Platform = fields.Get(_platform),
            LatencyBounds = latencyBounds,
            RevenueBounds = [.. fields.Get(_revenueBuckets).Select(b => b.Value)],
            ScrapeInterval = scrape,
            Jitter = jitter,
            Missed = fields.Get(_missed),
            QualityWindow = fields.Get(_qualityWindow),
        };
        return true;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        // Either all bounds are added or all replace.
        JsonObject added = new() { ["items"] = Fragments.Text("^\\+") };
        JsonObject replacing = new() { ["items"] = Fragments.Text("^[^+]") };
        schema["properties"]![_buckets.Name]!["anyOf"] = new JsonArray(added, replacing);
    }

    private bool TryLatencyBounds(Fields fields, DiagnosticList said, out ImmutableArray<double> bounds)
    {
        ImmutableArray<Located<BucketBound>> written = fields.Get(_buckets);
        bounds = PlatformBounds.Of(fields.Get(_platform));
        if (written.IsEmpty)
            return true;

        bool adds = written[0].Value.IsAdded;
        double before = 0;
        foreach ((BucketBound bound, TextPosition position) in written)
        {
            if (bound.IsAdded != adds)
            {
                said.Add(position, ScenarioMessages.BoundsMixed);
                return false;
            }

            if (bound.Seconds <= before)
            {
                said.Add(position, ScenarioMessages.BoundsDoNotRise(bound.Written));
                return false;
            }

            before = bound.Seconds;
        }

        bounds = [.. written.Select(b => b.Value.Seconds).Concat(adds ? bounds : []).Distinct().Order()];
        return true;
    }

    private static bool RevenueBoundsRise(ImmutableArray<Located<double>> bounds, DiagnosticList said)
    {
        for (int i = 1; i < bounds.Length; i++)
        {
            if (bounds[i].Value > bounds[i - 1].Value)
                continue;
            said.Add(bounds[i].Position, ScenarioMessages.BoundsDoNotRise(bounds[i].Value.ToString(CultureInfo.InvariantCulture)));
            return false;
        }

        return true;
    }
}
