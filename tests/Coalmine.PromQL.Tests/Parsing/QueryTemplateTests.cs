using Coalmine.PromQL.Parsing;
using Xunit;

namespace Coalmine.PromQL.Tests.Parsing;

public class QueryTemplateTests
{
    [Theory]
    [InlineData("{{args.service-name}} {{ target }}{{ variables.direction }}", "args.service-name target variables.direction")]
    [InlineData("{{ $route }} {{.Target}} $sid ${elapsed}s [[var]] ${var:regex} $__rate_interval", "route Target sid elapsed var var __rate_interval")]
    [InlineData("label_replace(x, \"a\", \"$1-${2}-$$\", \"b\", \"(.*)$\")", "")]
    [InlineData("x{a=~\"[[:alpha:]]+\"}", "")]
    [InlineData("x{{", "")]
    public void Variables_OfEveryTool_AreFound(string text, string names) =>
        Assert.Equal(names, string.Join(' ', QueryTemplate.Parse(text).Variables.Select(variable => variable.Name)));

    [Fact]
    public void Fill_WithAllValues_ReplacesThem()
    {
        var template = QueryTemplate.Parse("rate(x{a=\"{{ target }}\"}[{{ interval }}]) / $n");

        Assert.True(template.TryFill(name => name switch { "target" => "podinfo", "interval" => "1m", "n" => "2", _ => null }, out string query, out var error));
        Assert.Null(error);
        Assert.Equal("rate(x{a=\"podinfo\"}[1m]) / 2", query);
    }

    [Fact]
    public void Fill_WithoutAValue_IsAnErrorAtItsPlace()
    {
        var template = QueryTemplate.Parse("x +\n  {{args.limit}}");

        Assert.False(template.TryFill(_ => null, out _, out var error));
        Assert.Equal("2:3: the variable args.limit has no value", error!.ToString());
        Assert.Equal("\"{{args.limit}}\"", error.Read);
    }

    /// <summary>Queries of public examples: Flagger, Argo Rollouts, Seldon Core.</summary>
    [Theory]
    [InlineData("histogram_quantile(0.99, sum(rate(istio_request_duration_milliseconds_bucket{destination_workload=~\"{{ target }}\"}[{{ interval }}])) by (le))")]
    [InlineData("sum(rate(envoy_cluster_upstream_rq{envoy_cluster_name=~\"{{ namespace }}-{{ target }}-canaryupstream-[0-9a-zA-Z-]+\",}[{{ interval }}])) * 100")]
    [InlineData("sum(irate(istio_requests_total{destination_service=~\"{{args.service-name}}\",response_code!~\"5.*\"}[5m]))")]
    [InlineData("(sum(increase(server_requests_seconds_count{code!='200',seldon_deployment_id='$sid'}[${elapsedTime}s])) or on() vector(0))")]
    [InlineData("sum(rate(skipper_serve_route_duration_seconds_sum{route=~\"{{ $route }}\"}[{{ interval }}]))")]
    [InlineData("sum(rate(x[$__rate_interval])) by (le) / $divisor")]
    [InlineData("avg_over_time(x[1h:$step])")]
    public void Placeholders_InQueriesOfPublicExamples_GiveAQuery(string text) =>
        Assert.IsType<ParseResult.Parsed>(PromQLParser.Parse(QueryTemplate.Parse(text).WithPlaceholders()));
}
