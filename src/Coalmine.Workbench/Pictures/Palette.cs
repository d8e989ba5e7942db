using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using ScottPlot;

namespace Coalmine.Workbench.Pictures;

/// <summary>Colours that people with any kind of colour vision can tell apart (Okabe and Ito 2008).</summary>
internal static class Palette
{
    public static readonly Color Ink = new("#222222");
    public static readonly Color Faint = new("#D8D8D8");
    public static readonly Color Blue = new("#0072B2");
    public static readonly Color Vermilion = new("#D55E00");
    public static readonly Color Green = new("#009E73");
    public static readonly Color Orange = new("#E69F00");
    public static readonly Color Grey = new("#999999");

    private static readonly Color[] Cycle = [Blue, Vermilion, Green, new("#CC79A7"), Orange, new("#56B4E9"), new("#000000"), new("#8C6D31")];

    /// <summary>The colour of the policy of an index.</summary>
    public static Color OfPolicy(int index) => Cycle[index % Cycle.Length];

    /// <summary>The line pattern of the policy of an index: another one each time the colours begin again.</summary>
    public static LinePattern PatternOf(int index) => (index / Cycle.Length) switch
    {
        0 => LinePattern.Solid,
        1 => LinePattern.Dashed,
        _ => LinePattern.Dotted,
    };

    public static Color Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Pass => Green,
        VerdictKind.Fail => Vermilion,
        _ => Orange,
    };

    public static Color Of(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Promoted => Blue,
        RolloutOutcome.RolledBackOnEvidence => Vermilion,
        RolloutOutcome.RolledBackForWantOfEvidence => new Color("#F0C27B"),
        RolloutOutcome.RolledBackOnOrder => new Color("#CC79A7"),
        _ => new Color("#C9C9C9"),
    };
}
