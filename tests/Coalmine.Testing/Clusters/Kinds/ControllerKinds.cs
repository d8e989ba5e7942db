namespace Coalmine.Testing.Clusters.Kinds;

/// <summary>Argo Rollouts, Flagger and the Prometheus operator: nothing of what they hold is pruned.</summary>
internal static class ControllerKinds
{
    /// <summary>All of them.</summary>
    public static readonly ResourceKind[] All =
    [
        Argo("rollouts", "Rollout", "ro") with { HasScale = true },
        Argo("analysistemplates", "AnalysisTemplate", "at"),
        Argo("clusteranalysistemplates", "ClusterAnalysisTemplate", "cat") with { IsNamespaced = false },
        Argo("analysisruns", "AnalysisRun", "ar"),
        Argo("experiments", "Experiment", "exp"),
        Flagger("canaries", "canary", "Canary"),
        Flagger("metrictemplates", "metrictemplate", "MetricTemplate"),
        Flagger("alertproviders", "alertprovider", "AlertProvider"),
        Monitoring("servicemonitors", "ServiceMonitor", "smon"),
        Monitoring("prometheusrules", "PrometheusRule", "promrule"),
    ];

    private static Schema OpenSchema => SchemaText.Read("spec: open\nstatus: open");

    private static ResourceKind Argo(string plural, string kind, params string[] shortNames) => new()
    {
        Group = "argoproj.io",
        Versions = ["v1alpha1"],
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        Kind = kind,
        ShortNames = shortNames,
        Schema = OpenSchema,
    };

    private static ResourceKind Flagger(string plural, string singular, string kind) => new()
    {
        Group = "flagger.app",
        Versions = ["v1beta1"],
        Plural = plural,
        Singular = singular,
        Kind = kind,
        Schema = OpenSchema,
    };

    private static ResourceKind Monitoring(string plural, string kind, params string[] shortNames) => new()
    {
        Group = "monitoring.coreos.com",
        Versions = ["v1"],
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        Kind = kind,
        ShortNames = shortNames,
        HasStatus = false,
        Schema = OpenSchema,
    };
}
