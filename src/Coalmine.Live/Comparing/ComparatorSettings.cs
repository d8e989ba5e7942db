using Coalmine.Live.Files;

namespace Coalmine.Live.Comparing;

/// <summary>What a comparator is told.</summary>
/// <param name="Port">Where it listens, and the token that loggers, labellers and scrapers bear.</param>
/// <param name="Rule">What is compared, and how.</param>
public sealed record ComparatorSettings(PortSettings Port, ComparisonRule Rule)
{
    /// <summary>Which attribute tells the arm.</summary>
    public ArmSource ArmSource { get; init; }

    /// <summary>The attribute's value for the baseline; empty for the baseline's name in the metrics.</summary>
    public string Baseline { get; init; } = "";

    /// <summary>The attribute's value for the canary; empty for the canary's name in the metrics.</summary>
    public string Canary { get; init; } = "";

    /// <summary>Only answers of this SeldonDeployment or InferenceService; empty for any.</summary>
    public string Service { get; init; } = "";

    /// <summary>Only answers of this node of a graph (Seldon); empty for any.</summary>
    public string Model { get; init; } = "";

    /// <summary>The request's header that names it, where the logger passes headers on (KServe); empty for the logger's own id.</summary>
    public string RequestHeader { get; init; } = "";

    /// <summary>How long and how much is remembered.</summary>
    public PairRules Pairs { get; init; } = new();
}
