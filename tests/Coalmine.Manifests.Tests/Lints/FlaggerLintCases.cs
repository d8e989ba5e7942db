using Xunit;
using static Coalmine.Manifests.Tests.Lints.Linted;

namespace Coalmine.Manifests.Tests.Lints;

/// <summary>For each lint of Flagger: where it is found (the mark), and the nearest text where it is not. From sections 2, 5, 9, 10, 11, 12 and 13 of the reference.</summary>
internal static class FlaggerLintCases
{
    private const string Plan = "interval: 1m\nthreshold: 3\nmaxWeight: 100\nstepWeight: 10\n";

    private const string Blue = "interval: 1m\nthreshold: 3\niterations: 5\n";

    public static TheoryData<string, string, string> All => new()
    {
        { "CM1830", Canary(Plan.Replace("threshold: 3", "threshold: §3", StringComparison.Ordinal)), MetricTemplate("x") },
        { "CM1831", Canary("interval: 1m\nthreshold: 3\nmaxWeight: §50\nstepWeight: 20\n"), Canary("interval: 1m\nthreshold: 3\nmaxWeight: 60\nstepWeight: 20\n") },
        { "CM1832", Canary("interval: 1m\nthreshold: 3\nmaxWeight: §50\nstepWeight: 10\n"), Canary(Plan) },
        { "CM1833", Canary("interval: 1m\nthreshold: 3\nstepWeights: [10, §10, 20]\n"), Canary("interval: 1m\nthreshold: 3\nstepWeights: [10, 15, 20]\n") },
        { "CM1833", Canary("interval: 1m\nthreshold: 3\nstepWeights: [50, §20]\n"), Canary(Plan) },
        { "CM1834", Canary("interval: 1m\nthreshold: 3\nstepWeight: §0\n"), Canary("interval: 1m\nthreshold: 3\nstepWeight: 1\n") },
        { "CM1834", Canary("interval: 1m\nthreshold: 3\nmaxWeight: §110\nstepWeight: 10\n"), Canary(Plan) },
        { "CM1835", Canary(Plan + "webhooks: [{name: pager, type: §rollback, url: 'http://x'}]\n"), Canary(Plan + "webhooks: [{name: pager, type: event, url: 'http://x'}]\n") },
        { "CM1836", Canary(Plan + "metrics: [{name: §request-duration}]\n"), Canary(Plan + "metrics: [{name: request-duration, threshold: 500}]\n") },
        { "CM1836", Canary(Plan + "metrics: [{name: §own, query: x}]\n"), Canary(Plan + "metrics: [{name: own, query: x, thresholdRange: {max: 1}}]\n") },
        { "CM1837", Canary(Plan + "metrics: [{name: §request-success-rate}]\n"), Canary(Plan + "metrics: [{name: request-success-rate, thresholdRange: {min: 99}}]\n") },
        { "CM1838", Canary(Plan + "metrics: [{name: request-duration, §thresholdRange: {}}]\n"), Canary(Plan + "metrics: [{name: request-duration, thresholdRange: {max: 1}}]\n") },
        { "CM1839", Canary(Plan + "metrics: [{name: request-duration, thresholdRange: {max: §0.5}}]\n"),
            Canary(Plan + "metrics: [{name: request-duration, thresholdRange: {max: 500}}]\n") },
        { "CM1840", Canary(Plan + "metrics: [{name: request-success-rate, interval: §5m, threshold: 99}]\n"),
            Canary(Plan + "metrics: [{name: request-success-rate, threshold: 99}]\n") },
        { "CM1840", Canary(Plan + "metrics: [{name: request-success-rate, interval: §30s, threshold: 99}]\n"),
            Canary(Plan + "metrics: [{name: request-success-rate, interval: 1m, threshold: 99}]\n") },
        { "CM1841", Canary(Plan + "mirror: §true\n", "provider: linkerd\n"), Canary(Plan + "mirror: true\n", "provider: istio\n") },
        { "CM1841", Canary(Plan + "mirror: §true\n", "provider: gatewayapi:v1\n"), Canary(Blue + "mirror: true\n", "provider: gatewayapi:v1\n") },
        { "CM1842", Canary(Plan + "metrics: [{name: §own, templateRef: {name: t}, threshold: 1}]\n") + MetricTemplate("rate(x[{{ interval }}])"),
            Canary(Plan + "metrics: [{name: own, interval: 1m, templateRef: {name: t}, threshold: 1}]\n") + MetricTemplate("rate(x[{{ interval }}])") },
        { "CM1842", Canary(Plan + "metrics: [{name: §own, templateRef: {name: t}, threshold: 1}]\n") + MetricTemplate("x", "datadog"),
            Canary(Plan + "metrics: [{name: own, templateRef: {name: t}, threshold: 1}]\n") + MetricTemplate("x") },
        { "CM1843", Canary(Plan).Replace("  analysis:", "  §analysis:", StringComparison.Ordinal), Canary(Plan + "metrics: [{name: request-success-rate, threshold: 99}]\n") },
        { "CM1843", Canary(Plan, "skipAnalysis: §true\n"), Canary(Plan + "webhooks: [{name: w, url: 'http://x'}]\n", "skipAnalysis: false\n") },
        { "CM1845", Canary(Plan + "metrics: [{name: §request-duration, threshold: 500}]\n", "ingressRef: {name: i}\n"),
            Canary(Plan + "metrics: [{name: request-duration, threshold: 500}]\n", "provider: istio\n") },
        { "CM1846", Canary(Plan + "metrics: [{name: §request-sucess-rate, threshold: 99}]\n"), Canary(Plan + "metrics: [{name: request-success-rate, threshold: 99}]\n") },
        { "CM1846", Canary(Plan + "metrics: [{name: own, interval: 1m, templateRef: {name: §t}, threshold: 1}]\n") + MetricTemplate("x{a=\"{{ variables.b }}\"}"),
            Canary(Plan + "metrics: [{name: own, interval: 1m, templateRef: {name: t}, templateVariables: {b: c}, threshold: 1}]\n") + MetricTemplate("x{a=\"{{ variables.b }}\"}") },
        { "CM1847", Canary(Plan + "metrics: [{name: §own, query: x, threshold: 1}]\n"), Canary(Plan + "metrics: [{name: request-success-rate, threshold: 99}]\n") },
        { "CM1848", Canary(Plan + "alerts: [{name: §a, providerRef: {name: p}}]\n") + Head("flagger.app/v1beta1", "AlertProvider", "p") + "spec: {type: slack}\n",
            Canary(Plan + "alerts: [{name: a, severity: info, providerRef: {name: p}}]\n") + Head("flagger.app/v1beta1", "AlertProvider", "p") + "spec: {type: slack}\n" },
        { "CM1849", Canary(Plan + "webhooks: [{name: w, url: 'http://x', timeout: §2m}]\n"),
            Canary(Plan + "webhooks: [{name: w, type: post-rollout, url: 'http://x', timeout: 2m}]\n") },
        { "CM1850", Canary(Plan, "provider: §kubernetes\n"), Canary(Blue, "provider: kubernetes\n") },
        { "CM1851", Canary(Plan + "§match: [{headers: {a: {exact: b}}}]\n"), Canary(Blue + "match: [{headers: {a: {exact: b}}}]\n") },
        { "CM1853", Canary(Plan.Replace("interval: 1m", "interval: §5s", StringComparison.Ordinal)), Canary(Plan.Replace("interval: 1m", "interval: 10s", StringComparison.Ordinal)) },
        { "CM1855", Canary(Blue.Replace("iterations: 5", "iterations: §5", StringComparison.Ordinal) + "metrics: [{name: request-success-rate, threshold: 99}]\n"),
            Canary(Blue + "metrics: [{name: request-success-rate, threshold: 99}]\nwebhooks: [{name: load, url: 'http://x'}]\n") },
        { "CM1858", Canary(Plan + "metrics: [{name: own, query: §'x{a=\"{{ target }}\"}', threshold: 1}]\n"),
            Canary(Plan + "metrics: [{name: own, query: 'x{a=\"b\"}', threshold: 1}]\n") },
        { "CM1861", MetricTemplate("x", "§datadog"), MetricTemplate("x", "newrelic") },
        { "CM1862", Canary(Plan, "§ingressRef: {name: i}\n"), Canary(Plan, "provider: nginx\ningressRef: {name: i}\n") },
    };
}
