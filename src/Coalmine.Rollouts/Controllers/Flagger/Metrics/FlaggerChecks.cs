using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>
/// The checks that a canary's metrics make, in the order in which a tick asks them: first built-in and inline queries, then templates, each in the order of the
/// file (fluxcd/flagger 15bd6ad5, <c>pkg/controller/scheduler_metrics.go</c>).
/// </summary>
public sealed class FlaggerChecks
{
    // These refuse to be made without an interval, so that the check fails (pkg/metrics/providers).
    private static readonly string[] StoresThatNeedAnInterval = ["datadog", "cloudwatch", "newrelic", "dynatrace", "splunk"];

    private FlaggerChecks(ImmutableArray<FlaggerCheck> all) => All = all;

    /// <summary>The checks.</summary>
    public ImmutableArray<FlaggerCheck> All { get; }

    /// <summary>The checks of a canary.</summary>
    /// <param name="spec">The canary.</param>
    /// <param name="controller">The controller's own provider.</param>
    public static FlaggerChecks Of(FlaggerCanarySpec spec, FlaggerProvider controller)
    {
        ImmutableArray<FlaggerCheck>.Builder checks = ImmutableArray.CreateBuilder<FlaggerCheck>();
        string provider = FlaggerBuiltInQueries.MetricsProvider(spec, controller);
        foreach (FlaggerMetric metric in spec.EffectiveAnalysis.Metrics)
        {
            if (metric.Name == FlaggerMetric.SuccessRateName)
                checks.Add(BuiltIn(spec, provider, metric, FlaggerCheckKind.SuccessRate));
            if (metric.Name == FlaggerMetric.DurationName)
                checks.Add(BuiltIn(spec, provider, metric, FlaggerCheckKind.Duration));
            if (metric.Query.Length > 0)
                checks.Add(new FlaggerCheck(metric, FlaggerCheckKind.Custom, metric.Query));
        }

        foreach (FlaggerMetric metric in spec.EffectiveAnalysis.Metrics)
        {
            if (metric.Template is { } template)
                checks.Add(Templated(spec, metric, template));
            else if (metric.Name is not (FlaggerMetric.SuccessRateName or FlaggerMetric.DurationName) && metric.Query.Length == 0)
                checks.Add(Unusable(metric, $"the metric '{metric.Name}' is no built-in one and has neither a query nor a template"));
        }

        return new FlaggerChecks(checks.ToImmutable());
    }

    private static FlaggerCheck BuiltIn(FlaggerCanarySpec spec, string provider, FlaggerMetric metric, FlaggerCheckKind kind)
    {
        FlaggerBuiltInQuery builtIn = FlaggerBuiltInQueries.Of(provider, kind);
        FlaggerTemplateValues values = new(builtIn.NeedsWordNames ? WithWordNames(spec) : spec, metric.EffectiveInterval, metric.Variables);
        return FlaggerTemplate.TryRender(builtIn.Template, values, out string? query, out string? problem)
            ? new FlaggerCheck(metric, kind, query) { Scale = builtIn.Scale }
            : Unusable(metric, problem);
    }

    private static FlaggerCheck Templated(FlaggerCanarySpec spec, FlaggerMetric metric, FlaggerTemplateReference template)
    {
        if (!template.IsFound)
            return Unusable(metric, $"the metric template '{template.Name}' does not exist");
        if (metric.Interval.Length == 0 && StoresThatNeedAnInterval.Contains(template.ProviderType))
            return Unusable(metric, $"the metric '{metric.Name}' has no interval, and {template.ProviderType} needs one");
        return FlaggerTemplate.TryRender(template.Query, new FlaggerTemplateValues(spec, metric.Interval, metric.Variables), out string? query, out string? problem)
            ? new FlaggerCheck(metric, FlaggerCheckKind.Custom, query) { Store = template.ProviderType }
            : Unusable(metric, problem);
    }

    private static FlaggerCheck Unusable(FlaggerMetric metric, string problem) => new(metric, FlaggerCheckKind.Custom, "") { Problem = problem };

    private static FlaggerCanarySpec WithWordNames(FlaggerCanarySpec spec) => spec with
    {
        Name = Word(spec.Name),
        Namespace = Word(spec.Namespace),
        Target = Word(spec.Target),
        ServiceName = Word(spec.ServiceName),
        IngressName = Word(spec.IngressName),
    };

    private static string Word(string name) =>
        string.Create(name.Length, name, (letters, from) =>
        {
            for (int i = 0; i < letters.Length; i++)
                letters[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        });
}
