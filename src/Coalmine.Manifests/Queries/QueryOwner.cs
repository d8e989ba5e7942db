namespace Coalmine.Manifests.Queries;

/// <summary>Who asks a query; what an empty answer means depends on it.</summary>
public enum QueryOwner
{
    /// <summary>A metric of an Argo AnalysisTemplate: an empty vector has no <c>result[0]</c>.</summary>
    ArgoMetric,

    /// <summary>A metric or MetricTemplate of Flagger: no values are a failed check.</summary>
    FlaggerMetric,

    /// <summary>A recording rule: nothing is recorded.</summary>
    RecordingRule,

    /// <summary>An alerting rule: it does not fire.</summary>
    AlertingRule,
}
