using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Tests.Lints;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Xunit;

namespace Coalmine.Manifests.Tests.Flagger;

public sealed class CanaryReaderTests
{
    private const string Plan = "interval: 1m\nthreshold: 3\nstepWeight: 10\n";

    /// <summary>Analyses with one mistake at the mark, which Flagger's schema refuses (section 1 and 2 of the reference).</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { "CM1801", Linted.Canary(Plan.Replace("interval: 1m", "interval: §1h", StringComparison.Ordinal)) },
        { "CM1801", Linted.Canary(Plan + "metrics: [{name: request-duration, interval: §1h, threshold: 5}]\n") },
        { "CM1802", Linted.Canary(Plan).Replace("kind: Deployment", "kind: §SeldonDeployment", StringComparison.Ordinal) },
        { "CM1803", Linted.Canary("§interval: 1m\nthreshold: 3\n").Replace("§interval", "interval", StringComparison.Ordinal)
            .Replace("  analysis", "  §analysis", StringComparison.Ordinal) },
        { "CM1804", Linted.Canary(Plan + "iterations: 5\n").Replace("stepWeight: 10", "stepWeight: §10", StringComparison.Ordinal) },
        { "CM1805", Linted.Canary(Plan + "metrics: [{name: a, interval: 1m, templateRef: {name: §u}, threshold: 1}]\n") + Linted.MetricTemplate("x") },
        { "CM1805", Linted.Canary(Plan + "metrics: [{name: a, interval: 1m, templateRef: {name: §t, namespace: n}, threshold: 1}]\n")
            + Linted.MetricTemplate("x").Replace("{name: t}", "{name: t, namespace: o}", StringComparison.Ordinal) },
        { "CM1806", Linted.Canary(Plan + "webhooks: [{name: w, type: §rolback, url: 'http://x'}]\n") },
        { "CM1808", Linted.MetricTemplate("x", "§graphit") },
        { "CM1701", Linted.Canary(Plan.Replace("threshold: 3", "threshold: §2.5", StringComparison.Ordinal)) },
        { "CM1703", Linted.Canary(Plan + "webhooks: [{§name: w}]\n") },
        { "CM1701", Linted.Head("flagger.app/v1beta1", "AlertProvider", "p") + "spec: {type: §pager}\n" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_OneMistake_IsAnErrorAtItsPlace(string id, string marked) =>
        Assert.Equal(Diagnostics.Severity.Error, Linted.AssertAtMark(id, marked).Severity);

    [Fact]
    public void Read_AllFields_AreTaken()
    {
        CanaryManifest canary = Only(Linted.Canary(
            "interval: 30s\nthreshold: 4\nstepWeights: [5, 20]\nstepWeightPromotion: 50\nmirror: true\nmirrorWeight: 10\nmatch: [{}]\nprimaryReadyThreshold: "
                + "80\ncanaryReadyThreshold: 90\n"
            + "sessionAffinity: {cookieName: k, maxAge: 60}\nmetrics: [{name: own, interval: 1m, thresholdRange: {min: 1, max: 2.5}, templateRef: {name: t}, templateVariables: {a: "
            + "b}}]\n"
            + "webhooks: [{name: w, url: 'http://x'}, {name: v, type: confirm-promotion, url: 'http://y', timeout: 5s, retries: 2, muteAlert: true, disableTLS: true}]\n",
            "provider: istio\nprogressDeadlineSeconds: 60\nsuspend: true\nautoscalerRef: {kind: HorizontalPodAutoscaler, name: h}\n")
                .Replace("{port: 80}", "{name: web, port: 80, appProtocol: tcp}", StringComparison.Ordinal)
            + Linted.MetricTemplate("x") + Linted.Head("autoscaling/v2", "HorizontalPodAutoscaler", "h") + "spec: {minReplicas: 3}\n");
        Assert.Empty(canary.Diagnostics);
        FlaggerCanarySpec spec = canary.Spec;
        Assert.Equal(("d", "istio", "web", true, true, 60, 3),
            (spec.Target, spec.Provider, spec.ServiceName, spec.IsTcp, spec.Suspend, spec.ProgressDeadlineSeconds, spec.AutoscalerMinimum));
        FlaggerAnalysis analysis = spec.Analysis!;
        Assert.Equal(("30s", 4, 50, true, 10, true), (analysis.Interval, analysis.Threshold, analysis.StepWeightPromotion, analysis.Mirror, analysis.MirrorWeight, analysis.HasMatch));
        Assert.Equal([5, 20], analysis.StepWeights);
        Assert.Equal((80, 90), (analysis.PrimaryReadyThreshold, analysis.CanaryReadyThreshold));
        Assert.Equal(new FlaggerSessionAffinity("k", 60, ""), analysis.SessionAffinity);
        FlaggerMetric metric = Assert.Single(analysis.Metrics);
        Assert.Equal(new FlaggerThresholdRange(1, 2.5), metric.Range);
        Assert.Equal(new FlaggerTemplateReference("t", "") { IsFound = true, Query = "x" }, metric.Template);
        Assert.Equal("b", metric.Variables["a"]);
        Assert.Equal(
            [new FlaggerHook("w", FlaggerHookType.Rollout) { Url = "http://x" },
                new FlaggerHook("v", FlaggerHookType.ConfirmPromotion) { Url = "http://y", Timeout = "5s", Retries = 2, MuteAlert = true, DisableTls = true }],
            analysis.Hooks);
        Assert.Equal(["d", "web-canary"], canary.Arms.Canary);
        Assert.Equal(["d-primary", "web-primary"], canary.Arms.Baseline);
        Assert.Equal(["web"], canary.Arms.Shared);
    }

    [Fact]
    public void Read_OlderName_IsTheAnalysis()
    {
        CanaryManifest canary = Only(Linted.Canary(Plan).Replace("analysis:", "canaryAnalysis:", StringComparison.Ordinal));
        Assert.True(canary.IsAccepted);
        Assert.Equal("CM1807", Assert.Single(canary.Diagnostics).Id);
        Assert.Equal(10, canary.Spec.Analysis!.StepWeight);
    }

    private static CanaryManifest Only(string text) => Assert.Single(Linted.Set(text).Canaries);
}
