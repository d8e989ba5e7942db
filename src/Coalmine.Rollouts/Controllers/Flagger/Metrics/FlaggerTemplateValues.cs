using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>What a query template can name (fluxcd/flagger 15bd6ad5, <c>pkg/apis/flagger/v1beta1/metric.go</c>). The primary has no name of its own there: it is
/// <c>{{ target }}-primary</c>.</summary>
/// <param name="Spec">The canary, for its names.</param>
/// <param name="Interval">The range of the query; empty renders as nothing.</param>
/// <param name="Variables">The metric's own variables.</param>
public readonly record struct FlaggerTemplateValues(FlaggerCanarySpec Spec, string Interval, ImmutableDictionary<string, string> Variables)
{
    /// <summary>The text behind a function name; null where there is no such function, or it is the map of variables.</summary>
    public string? Text(string function) => function switch
    {
        "name" => Spec.Name,
        "namespace" => Spec.Namespace,
        "target" => Spec.Target,
        "service" => Otherwise(Spec.ServiceName),
        "ingress" => Otherwise(Spec.IngressName),
        "route" => Otherwise(Spec.RouteName),
        "interval" => Interval,
        _ => null,
    };

    private string Otherwise(string name) => name.Length > 0 ? name : Spec.Target;
}
