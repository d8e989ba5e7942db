using System.Collections.Immutable;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>Decides which labels the series of a metric have, so that all selectors that ask it can be answered.</summary>
internal sealed class SchemePlanner(ArmWords words)
{
    private static readonly ImmutableArray<string> PodLabels = ["pod", "pod_name", "kubernetes_pod_name", "k8s_pod_name", "exported_pod"];

    private static readonly ImmutableArray<string> PlaceLabels =
        ["namespace", "exported_namespace", "namespace_name", "cluster", "region", "zone", "env", "environment", "datacenter", "tenant"];

    private readonly LabelChoice _choice = new(words);

    /// <summary>The labels of a metric's series. Conditions that cannot be met are found out by the selectors that then name nothing.</summary>
    public LabelScheme Plan(FamilyUse use)
    {
        MetricFamily family = use.Family;
        List<KeyValuePair<string, string>> constants = [];
        List<ArmLabel> arms = [];
        List<PodLabel> pods = [];
        ImmutableArray<OutcomeLabel> outcomes = Outcomes(use);
        foreach (string label in use.AskedLabels.Union(family.Fixed.Select(known => known.Key)).Union(family.KnownArms.Select(arm => arm.Name)))
        {
            if (label == family.ObserverLabel || outcomes.Any(outcome => outcome.Name == label))
                continue;
            ImmutableArray<LabelMatcher> matchers = [.. use.Matchers(label)];
            if (PodLabels.Contains(label) && _choice.OfPods(label, matchers) is { } pod)
                pods.Add(pod);
            else if (Arm(family, label, matchers) is { } arm)
                arms.Add(arm);
            else if ((Constant(family, label, matchers) ?? Constant(family, label, [.. use.OwnMatchers(label)])) is { Length: > 0 } value)
                constants.Add(new(label, value));
        }

        // A platform's series have the labels of its arms, whether anybody puts a condition on them or only groups by them.
        arms.AddRange(family.ArmLabels.Where(use.Grouped.Contains).Except(use.AskedLabels).Select(_choice.OfUnasked));
        if (pods.Count == 0 && !use.AskedLabels.Contains(PodLabels[0]))
            pods.Add(_choice.OfPods(PodLabels[0], [])!);
        return new LabelScheme
        {
            Constants = [.. constants],
            Arms = [.. arms],
            Pods = [.. pods],
            Outcomes = outcomes,
            ObserverLabel = family.ObserverLabel,
            Observers = family.ObserverLabel.Length == 0 ? [""] : family.Observers,
        };
    }

    /// <summary>Whether a value on a label that always names a side of the split is a name of neither.</summary>
    public bool IsStranger(MetricFamily family, LabelMatcher matcher) => words.HasNames && matcher.Comparison == MatchOperator.Equal
        && family.ArmLabels.Contains(matcher.Name) && matcher.Value.Length > 0
        && words.SideOf(matcher.Value) == ArmSide.None && !words.IsCommon(matcher.Value);

    private ArmLabel? Arm(MetricFamily family, string label, ImmutableArray<LabelMatcher> matchers)
    {
        // Both arms live in the same place, whatever words its name is made of.
        if (PlaceLabels.Contains(label) || label.EndsWith("_namespace", StringComparison.Ordinal))
            return null;
        foreach (ArmLabel known in family.KnownArms)
            if (known.Name == label)
                return known;
        return _choice.OfArms(label, matchers);
    }

    private static string? Constant(MetricFamily family, string label, ImmutableArray<LabelMatcher> matchers) =>
        LabelChoice.Constant(
            matchers,
            family.Fixed.FirstOrDefault(known => known.Key == label).Value ?? "",
            family.Others.Where(other => other.Key == label).Select(other => other.Value));

    // A metric is exposed with the labels that somebody asks about or groups by; where nobody does, with the first that its platform has.
    private static ImmutableArray<OutcomeLabel> Outcomes(FamilyUse use)
    {
        bool countsRequests = use.Family is { Role: MetricRole.Requests or MetricRole.Latency, Counts: RequestOutcome.Any };
        ImmutableArray<OutcomeLabel> asked =
        [
            .. use.Family.Outcomes.Concat(countsRequests ? FamilyGuess.Outcomes : []).DistinctBy(outcome => outcome.Name)
                .Where(outcome => use.AskedLabels.Contains(outcome.Name) || (use.Grouped.Contains(outcome.Name) && use.Family.Outcomes.Contains(outcome))),
        ];
        return asked.IsEmpty && FamilyTable.All.Contains(use.Family) ? [.. use.Family.Outcomes.Take(1)] : asked;
    }
}
