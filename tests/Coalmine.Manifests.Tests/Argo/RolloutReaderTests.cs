using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Tests.Lints;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Xunit;

namespace Coalmine.Manifests.Tests.Argo;

public sealed class RolloutReaderTests
{
    private const string Counted = "count: 3, interval: 1m, successCondition: 'len(result) > 0 && result[0] > {{args.least}}', PROVIDER";

    /// <summary>Canary strategies with one mistake each at the mark, of which Argo says InvalidSpec (section 1.1, 1.2, 1.8 and 2.6 of the reference).</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { "CM1710", "steps: [{§unknown: 1}]" },
        { "CM1711", "steps: [{§setWeight: 10, pause: {}}]" },
        { "CM1712", "steps: [{setWeight: §101}]" },
        { "CM1712", "steps: [{setWeight: §-1}]" },
        { "CM1713", "steps: [{pause: {duration: §1d}}]" },
        { "CM1713", "steps: [{pause: {duration: §'99999999999'}}]" },
        { "CM1713", "steps: [{pause: {duration: §-5}}]" },
        { "CM1715", "steps: [{setHeaderRoute: {name: §h, match: []}}]" },
        { "CM1716", "maxSurge: §0\nmaxUnavailable: 0\nsteps: [{pause: {}}]" },
        { "CM1763", "steps: [{§setCanaryScale: {}}]" },
        { "CM1764", "dynamicStableScale: true\nscaleDownDelaySeconds: §30\nsteps: [{pause: {}}]" },
        { "CM1722", "steps: [{analysis: {templates: [{templateName: §other}], args: [{name: least, value: '1'}]}}]" },
        { "CM1722", "steps: [{analysis: {templates: [{templateName: §t, clusterScope: true}]}}]" },
        { "CM1724", "steps: [{§analysis: {templates: [{templateName: t}]}}]" },
        { "CM1762", "steps: [{§analysis: {args: []}}]" },
        { "CM1765", "steps: [{analysis: {templates: [{templateName: t}], args: [{name: least, valueFrom: {podTemplateHashValue: §Old}}, {name: least, value: '1'}]}}]" },
        { "CM1701", "steps: [{setWeight: §'10'}]" },
        { "CM1701", "steps: [{pause: {duration: §1.5}}]" },
        { "CM1703", "steps: [{§plugin: {config: {}}}]" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_OneMistake_IsAnErrorAtItsPlace(string id, string canary)
    {
        Finding(id, Linted.Rollout(canary) + Linted.Template(Counted) + "  args: [{name: least}]\n");
        Assert.False(Only(Linted.Rollout(canary).Replace("§", "", StringComparison.Ordinal) + Linted.Template(Counted) + "  args: [{name: least}]\n").IsAccepted);
    }

    [Theory]
    [InlineData("CM1714", "      trafficRouting: {istio: {}}\n", "", "steps: [{§setCanaryScale: {weight: 10}}]")]
    [InlineData("CM1714", "      trafficRouting: {istio: {}}\n", "", "dynamicStableScale: §true")]
    [InlineData("CM1717", "      canaryService: c\n", "", "steps: []")]
    [InlineData("CM1718", "stableService: s\n", "stableService: c\n", "steps: []")]
    [InlineData("CM1719", "{istio: {}}", "{istio: {}, maxTrafficWeight: 1000}", "steps: []")]
    [InlineData("CM1720", "    canary:", "    other:", "steps: []")]
    [InlineData("CM1727", "  template: {}\n", "", "steps: []")]
    [InlineData("CM1728", "  template: {}\n", "  template: {}\n  workloadRef: {name: d}\n", "steps: []")]
    public void Read_AMistakeAroundTheSteps_IsAnError(string id, string before, string after, string canary)
    {
        string text = Linted.Rollout(canary.Replace("§", "", StringComparison.Ordinal)).Replace(before, after, StringComparison.Ordinal);
        Diagnostic said = Assert.Single(Linted.Set(text).Diagnostics, diagnostic => diagnostic.Id == id);
        Assert.Equal(Severity.Error, said.Severity);
    }

    [Fact]
    public void Read_EndlessMetricInAStep_IsRefusedWithArgosWordsOnceATemplate()
    {
        string text = Linted.Rollout("steps:\n- setWeight: 10\n- analysis: {§templates: [{templateName: t}]}\n") + Linted.Template("interval: 60s, PROVIDER");
        Assert.Contains("AnalysisTemplate t has metric m which runs indefinitely", Finding("CM1723", text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interval: 60s, count: '{{args.num}}', PROVIDER", "  args: [{name: num}]\n", "is '{{args.num}}', and a step takes the template's own default")]
    [InlineData("interval: 60s, count: 3, successCondition: '{{args.none}}', PROVIDER", "", "cannot be filled in with the template's own arguments")]
    [InlineData("interval: 60s, count: 0, PROVIDER", "", "the `count` of m of f.yaml")]
    public void Read_CountThatCannotBeTold_IsNotCalledAbsent(string metric, string args, string said)
    {
        string text = Linted.Rollout("steps:\n- setWeight: 10\n- analysis: {templates: [{templateName: t}]}\n")
            + Linted.Template(metric).Replace("spec:\n", "spec:\n" + args, StringComparison.Ordinal);
        Diagnostic found = Assert.Single(Linted.Set(text).Diagnostics, diagnostic => diagnostic.Id == "CM1723");
        Assert.Contains(said, found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no `count`", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interval: 60s, consecutiveSuccessLimit: 2, PROVIDER", "", false)]
    [InlineData("interval: 60s, count: '{{args.num}}', PROVIDER", "  args: [{name: num}]\n", false)]
    [InlineData("interval: 60s, count: '{{args.num}}', PROVIDER", "  args: [{name: num, value: '3'}]\n", true)]
    [InlineData("PROVIDER", "", true)]
    public void Read_CountOfAStepsMetric_IsJudgedByTheTemplatesOwnDefaults(string metric, string args, bool isAccepted)
    {
        string text = Linted.Rollout("steps:\n- setWeight: 10\n- analysis: {templates: [{templateName: t}], args: [{name: num, value: '5'}]}\n") + Linted.Template(metric) + args;
        Assert.Equal(isAccepted, Only(text).IsAccepted);
    }

    [Fact]
    public void Read_BackgroundWithoutCount_IsAccepted()
    {
        RolloutManifest rollout = Only(Linted.Rollout("analysis: {startingStep: 2, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]")
            + Linted.Template("interval: 60s, PROVIDER"));
        Assert.True(rollout.IsAccepted);
        Assert.Equal((2, "m"), (rollout.Spec.Canary.Background!.StartingStep, Assert.Single(rollout.Spec.Canary.Background.Spec.Metrics).Name));
        Assert.Equal(AnalysisUseKind.Background, Assert.Single(rollout.Analyses).Kind);
    }

    [Fact]
    public void Read_EveryKindOfStep_IsTaken()
    {
        RolloutManifest rollout = Only(Linted.Rollout(
            "steps:\n- setWeight: 10\n- pause: {}\n- pause: {duration: 90}\n- pause: {duration: 1h30m}\n- setCanaryScale: {weight: 20, replicas: 2}\n- setCanaryScale: "
                + "{matchTrafficWeight: true}\n"
            + "- setHeaderRoute: {name: h, match: [{headerName: a, headerValue: {exact: b}}]}\n- setMirrorRoute: {name: h, percentage: 5, match: [{}]}\n- setMirrorRoute: {name: h}\n"
            + "- plugin: {name: p}\n- experiment: {duration: 10m, templates: [{name: x, specRef: canary}], analyses: [{name: run, templateName: t, requiredForCompletion: true}]}\n")
            .Replace("{istio: {}}", "{istio: {}, managedRoutes: [{name: h}]}", StringComparison.Ordinal) + Linted.Template("interval: 1m, PROVIDER"));
        Assert.Empty(rollout.Diagnostics);
        ArgoStep[] steps = [.. rollout.Spec.Canary.Steps];
        Assert.Equal(
            [
                new ArgoStep.SetWeight(10), new ArgoStep.Pause(null), new ArgoStep.Pause(90), new ArgoStep.Pause(5400), new ArgoStep.SetCanaryScale(new CanaryScale(2, 20, false)),
                new ArgoStep.SetCanaryScale(new CanaryScale(null, null, true)),
            ],
            steps[..6]);
        Assert.Equal("a", Assert.Single(Assert.IsType<ArgoStep.SetHeaderRoute>(steps[6]).Matches));
        Assert.Equal([new ArgoStep.SetMirrorRoute("h", 5, false), new ArgoStep.SetMirrorRoute("h", 100, true), new ArgoStep.Plugin("p")], steps[7..10]);
        ExperimentSpec experiment = Assert.IsType<ArgoStep.Experiment>(steps[10]).Spec;
        Assert.Equal((600, "run", true), (experiment.DurationSeconds, experiment.Analyses[0].Name, experiment.Analyses[0].IsRequired));
    }

    [Fact]
    public void Read_StrategyFields_AreTaken()
    {
        RolloutManifest rollout = Only(Linted.Rollout(
            "maxSurge: 1\nmaxUnavailable: 10%\ndynamicStableScale: true\nabortScaleDownDelaySeconds: 0\nminPodsPerReplicaSet: 2\nreplicaProgressThreshold: {type: Percent, value: "
                + "90}\nsteps: [{pause: {}}]")
            .Replace("  selector: {}\n", "  selector: {}\n  paused: yes\n  progressDeadlineSeconds: 60\n  progressDeadlineAbort: true\n  rollbackWindow: {revisions: 3}\n",
                StringComparison.Ordinal));
        Assert.Empty(rollout.Diagnostics);
        ArgoCanaryStrategy canary = rollout.Spec.Canary;
        Assert.Equal((IntOrPercent.Pods(1), IntOrPercent.Percent(10), true, 0, 2),
            (canary.MaxSurge, canary.MaxUnavailable, canary.DynamicStableScale, canary.AbortScaleDownDelaySeconds!.Value, canary.MinPodsPerReplicaSet!.Value));
        Assert.Equal(new ProgressThreshold(90, IsPercent: true), canary.ReplicaProgressThreshold);
        Assert.Equal((10, true, 60, true, 3), (rollout.Spec.Replicas, rollout.Spec.IsPaused, rollout.Spec.ProgressDeadlineSeconds, rollout.Spec.ProgressDeadlineAbort,
            rollout.Spec.RollbackWindowRevisions!.Value));
        Assert.Equal(["c", RolloutManifest.LatestHash], rollout.Arms.Canary);
        Assert.Equal(["s", RolloutManifest.StableHash], rollout.Arms.Baseline);
        Assert.Equal(["r"], rollout.Arms.Shared);
    }

    [Fact]
    public void Read_TemplatesOverSeveralFiles_AreFoundByNameKindAndNamespace()
    {
        string rollout = Linted.Rollout("steps: [{setWeight: 10}, {analysis: {templates: [{templateName: t}, {templateName: t, clusterScope: true}], args: [{name: least, value: "
            + "'1'}]}}]")
            .Replace("{name: r}", "{name: r, namespace: a}", StringComparison.Ordinal);
        string own = Linted.Template(Counted) + "  args: [{name: least}]\n  templates: [{templateName: inner}]\n";
        string inner = Linted.Template("PROVIDER").Replace("{name: t}", "{name: inner, namespace: a}", StringComparison.Ordinal).Replace("name: m", "name: i", StringComparison.Ordinal);
        string cluster = Linted.Template("PROVIDER").Replace("kind: Analysis", "kind: ClusterAnalysis", StringComparison.Ordinal)
            .Replace("name: m", "name: k", StringComparison.Ordinal);
        string elsewhere = Linted.Template("PROVIDER").Replace("{name: t}", "{name: t, namespace: b}", StringComparison.Ordinal);
        ManifestSet set = ManifestSet.Of(
            Linted.File("a.yaml", rollout), Linted.File("b.yaml", own + inner), Linted.File("c.yaml", cluster), Linted.File("d.yaml", elsewhere));
        Assert.Empty(set.Diagnostics);
        AnalysisSpec spec = Assert.IsType<ArgoStep.Analyze>(set.Rollouts[0].Spec.Canary.Steps[1]).Spec;
        Assert.Equal(["m", "i", "k"], spec.Metrics.Select(metric => metric.Name));
        Assert.Equal(AnalysisArgument.Of("least", "1"), Assert.Single(spec.Arguments));
    }

    [Fact]
    public void Read_TwoMetricsOfOneName_DoNotGoTogether()
    {
        string text = Linted.Rollout("steps:\n- setWeight: 10\n- analysis: {§templates: [{templateName: t}, {templateName: u}]}\n") + Linted.Template("PROVIDER")
            + Linted.Template("PROVIDER").Replace("{name: t}", "{name: u}", StringComparison.Ordinal);
        Assert.Contains("'m'", Finding("CM1725", text), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BlueGreen_IsRecognisedAndRefusedOnlyWhereSimulated()
    {
        string text = Linted.Head("argoproj.io/v1alpha1", "Rollout", "r") + "spec:\n  selector: {}\n  workloadRef: {name: d}\n  strategy:\n    blueGreen: {activeService: a}\n";
        RolloutManifest rollout = Only(text);
        Assert.True(rollout.IsAccepted);
        Assert.Equal(["CM1729", "CM1760"], rollout.Diagnostics.Select(said => said.Id));
        Diagnostic why = Assert.Single(rollout.WhyNotSimulated());
        Assert.Equal(("CM1761", "9:5"), (why.Id, why.Position.ToString()));
    }

    [Fact]
    public void Read_ArgumentSources_AreTold()
    {
        AnalysisTemplateManifest template = Linted.Set(Linted.Template("PROVIDER")
            + "  args:\n  - {name: a}\n  - {name: b, value: v}\n  - {name: c, valueFrom: {secretKeyRef: {name: s, key: k}}}\n"
            + "  - {name: d, valueFrom: {fieldRef: {fieldPath: metadata.name}}}\n  - {name: e, valueFrom: {podTemplateHashValue: Latest}}\n").AnalysisTemplates[0];
        Assert.Equal(
            [null, new ArgumentValue.Text("v"), new ArgumentValue.Secret("s", "k"), new ArgumentValue.Field("metadata.name"), new ArgumentValue.PodTemplateHash(true)],
            template.Template.Spec.Arguments.Select(argument => argument.Value));
    }

    [Fact]
    public void Read_Providers_KeepEveryText()
    {
        AnalysisTemplateManifest template = Linted.Set(Linted.Head("argoproj.io/v1alpha1", "AnalysisTemplate", "t") + "spec:\n  metrics:\n"
            + "  - {name: p, provider: {prometheus: {address: a, query: x, timeout: 5, headers: [{key: k, value: v}], rangeQuery: {start: s, end: e, step: 1m}}}}\n"
            + "  - {name: w, provider: {web: {url: u, jsonPath: '{$.a}', timeoutSeconds: 3}}}\n  - {name: j, provider: {job: {spec: {}}}}\n"
            + "  - {name: k, provider: {kayenta: {threshold: {pass: 90, marginal: 75}}}}\n  - {name: d, provider: {datadog: {query: q}}}\n"
            + "  - {name: o, provider: {newRelic: {profile: f}}}\n  - {name: two, provider: {job: {}, web: {url: u}}}\n").AnalysisTemplates[0];
        Assert.Empty(template.Diagnostics);
        MetricProvider.Prometheus prometheus = Assert.IsType<MetricProvider.Prometheus>(template.Template.Spec.Metrics[0].Providers[0]);
        Assert.Equal((5L, new PrometheusRange("s", "e", "1m")), (prometheus.TimeoutSeconds!.Value, prometheus.Range));
        Assert.Equal([new ProviderField("headers[0].key", "k"), new ProviderField("headers[0].value", "v")], prometheus.Fields);
        Assert.Equal(["prometheus", "web", "job", "kayenta", "datadog", "newRelic", "job", "web"],
            template.Template.Spec.Metrics.SelectMany(metric => metric.Providers).Select(one => one.Kind));
    }

    private static string Finding(string id, string marked) => Linted.AssertAtMark(id, marked).Message;

    private static RolloutManifest Only(string text) => Assert.Single(Linted.Set(text).Rollouts);
}
