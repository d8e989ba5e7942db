namespace Coalmine.Workbench.Conversions;

/// <summary>What a file is converted to.</summary>
public enum ConversionTarget
{
    /// <summary>The same file, byte for byte.</summary>
    Same,

    /// <summary>A Rollout of Argo's with its AnalysisTemplates.</summary>
    Argo,

    /// <summary>A Canary of Flagger's with its MetricTemplates.</summary>
    Flagger,

    /// <summary>A policy of our own.</summary>
    Policy,
}
