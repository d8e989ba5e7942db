using Coalmine.Manifests.Imports;
using Coalmine.Rollouts.Serving;
using Xunit;

namespace Coalmine.Manifests.Tests.Serving;

/// <summary>Istio (1.30.3) and the Gateway API (v1.6.1).</summary>
public sealed class RoutingTests
{
    private const string Istio = "apiVersion: networking.istio.io/v1beta1\nkind: VirtualService\nmetadata: {name: v}\nspec:\n";

    private const string Gateway = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: h}\nspec:\n  rules:\n";

    [Theory]
    [InlineData("  http: [{name: p, route: [{destination: {host: s-stable}, weight: 90}, {destination: {host: s-canary}, weight: 10}]}]\n",
        "s-stable:Baseline s-canary:Canary | p 90+10")]
    [InlineData("  http: [{route: [{destination: {host: r, subset: v1}, weight: 1}, {destination: {host: r, subset: v2}, weight: 1}]}]\n",
        "r/v1:Baseline r/v2:Canary | http[0] 1+1")]
    [InlineData("  http: [{route: [{destination: {host: r}, weight: 7}]}]\n", "r:Baseline | http[0] 100")]
    [InlineData("  http: [{match: [{uri: {prefix: /a}}], route: [{destination: {host: b}}]}, {route: [{destination: {host: a}}]}]\n",
        "b:Canary a:Baseline | http[0]? 100 | http[1] 100")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirror: {host: b}}]\n", "a:Baseline b:Shadow | http[0] 100 >b 100%")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirror: {host: b}, mirrorPercentage: {value: 12.5}}]\n", "a:Baseline b:Shadow | http[0] 100 >b 12.5%")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirror: {host: b}, mirrorPercentage: {}}]\n", "a:Baseline b:Shadow | http[0] 100 >b 0%")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirrors: [{destination: {host: b}, percentage: {value: 5}}, {destination: {host: c}}]}]\n",
        "a:Baseline b:Shadow c:Shadow | http[0] 100 >b 5% >c 100%")]
    [InlineData("  tcp: [{route: [{destination: {host: a, subset: v1}, weight: 80}, {destination: {host: a, subset: v2}, weight: 20}]}]\n",
        "a/v1:Baseline a/v2:Canary | tcp[0] 80+20")]
    [InlineData("  http: [{redirect: {uri: /x}}]\n", " | http[0] ")]
    public void Read_VirtualService_GivesSharesOfTheSum(string spec, string expected) => Assert.Equal(expected, Imported.Show(Istio + spec));

    [Theory]
    [InlineData("  http: [{§route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]}]\n", "CM1612")]
    [InlineData("  http: [{route: [{destination: {host: a}, weight: §-1}]}]\n", "CM1605")]
    [InlineData("  http: [{route: [{destination: {host: a}, weight: §\"50\"}]}]\n", "CM1701")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirror: {host: b}, §mirrors: []}]\n", "CM1610")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirror: {host: b}, mirrorPercentage: {value: §101}}]\n", "CM1605")]
    [InlineData("  http: [{route: [{destination: {host: a}}], mirror: {host: b}, mirrorPercent: §5}]\n", "CM1661")]
    [InlineData("  http: [{route: [{§weight: 5}]}]\n", "CM1703")]
    [InlineData("  http: [{§match: []}]\n", "CM1703")]
    [InlineData("  hosts: [a]\n", "CM1703@4:1")]
    public void Read_WhatIstioRefuses_IsSaidAtItsPlace(string spec, string expected) => Imported.AssertProblems(Istio + spec, expected);

    [Fact]
    public void Read_DestinationRuleBeside_NamesThePodsOfSubsets()
    {
        const string rule = "---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: d}\n"
            + "spec: {host: r.default.svc.cluster.local, subsets: [{name: v1, labels: {app: r, version: one}}]}\n";
        string text = Istio + "  http: [{route: [{destination: {host: r, subset: v1}, weight: 50}, {destination: {host: r, subset: §v2}, weight: 50}]}]\n" + rule;
        Imported.AssertProblems(text, "CM1662");
        ImportedFile file = Imported.Of(text.Replace("§", "", StringComparison.Ordinal));
        ServingTopology topology = Assert.IsType<Manifest.Serving>(file.Manifests[0]).Topology;
        Assert.Equal("one", topology.Arms[0].Labels["version"]);
        Assert.Equal("r.default.svc.cluster.local", Assert.IsType<Manifest.Subsets>(file.Manifests[1]).Rule.Host);
    }

    [Theory]
    [InlineData("  - backendRefs: [{name: a, port: 80, weight: 70}, {name: b, port: 80, weight: 30}, {name: c, port: 80, weight: 0}]\n",
        "a:Baseline b:Canary c:Other | rules[0] 70+30+0")]
    [InlineData("  - backendRefs: [{name: a, port: 80}, {name: b, port: 80, weight: 3}]\n", "a:Baseline b:Canary | rules[0] 1+3")]
    [InlineData("  - matches: [{path: {type: PathPrefix, value: /}}]\n    backendRefs: [{name: a, port: 80}]\n", "a:Baseline | rules[0] 1")]
    [InlineData("  - matches: [{headers: [{name: x, value: y}]}]\n    backendRefs: [{name: a, port: 80}]\n", "a:Baseline | rules[0]? 1")]
    [InlineData("  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}}}]\n    backendRefs: [{name: a, port: 80}]\n",
        "m:Shadow a:Baseline | rules[0] 1 >m 100%")]
    [InlineData("  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 20}}]\n    backendRefs: [{name: a, port: 80}]\n",
        "m:Shadow a:Baseline | rules[0] 1 >m 20%")]
    [InlineData("  - backendRefs: [{name: a, port: 80}]\n"
        + "    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, fraction: {numerator: 1, denominator: 8}}}]\n",
        "m:Shadow a:Baseline | rules[0] 1 >m 12.5%")]
    public void Read_HttpRoute_GivesSharesOfTheSum(string rules, string expected) => Assert.Equal(expected, Imported.Show(Gateway + rules));

    [Theory]
    [InlineData("  - backendRefs: [{name: a, port: 80, weight: §1000001}]\n", "CM1605")]
    [InlineData("  - backendRefs: [{name: a, port: 80, weight: §-1}]\n", "CM1605")]
    [InlineData("  - backendRefs: [{§name: a}]\n", "CM1670")]
    [InlineData("  - backendRefs: [{name: a, kind: ServiceImport, group: multicluster.x-k8s.io}]\n", "")]
    [InlineData("  - §backendRefs: [{name: a, port: 80, weight: 0}]\n", "CM1671")]
    [InlineData("  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 80}, percent: 20, §fraction: {numerator: 1}}}]\n", "CM1610")]
    [InlineData("  - filters: [{§type: RequestMirror}]\n", "CM1703")]
    public void Read_WhatTheGatewayApiRefuses_IsSaidAtItsPlace(string rules, string expected) => Imported.AssertProblems(Gateway + rules, expected);

    [Fact]
    public void Read_SeventeenBackends_AreTooMany()
    {
        string backends = string.Join(", ", Enumerable.Range(0, 17).Select(i => $"{{name: s{i}, port: 80}}"));
        Assert.Equal("CM1608@6:5", Imported.Problems(Gateway + $"  - backendRefs: [{backends}]\n"));
    }
}
