using System.Collections.Immutable;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>Chooses the values of one label so that the conditions of all queries on it can be met.</summary>
internal sealed class LabelChoice(ArmWords words)
{
    /// <summary>Values of a label that tells the arms apart; nothing where the conditions do not.</summary>
    /// <param name="label">The label.</param>
    /// <param name="matchers">All conditions on it.</param>
    public ArmLabel? OfArms(string label, ImmutableArray<LabelMatcher> matchers)
    {
        if (TakesBoth(matchers))
            return OfUnasked(label);
        ImmutableArray<string> canary = Candidates(matchers, ArmSide.Canary);
        ImmutableArray<string> baseline = Candidates(matchers, ArmSide.Baseline);
        bool namesCanary = matchers.Any(matcher => IsPositive(matcher) && canary.Any(matcher.Matches));
        bool namesBaseline = matchers.Any(matcher => IsPositive(matcher) && baseline.Any(matcher.Matches));
        if (!namesCanary && !namesBaseline)
            return null;
        string theCanary = Best(canary, matchers, avoided: null) ?? ArmWords.Counterpart(baseline[0], ofCanary: false);
        string theBaseline = Best([.. baseline.Where(name => name != theCanary)], matchers, theCanary) ?? ArmWords.Counterpart(theCanary, ofCanary: true);
        return new ArmLabel(label, theBaseline, theCanary);
    }

    /// <summary>Values of a label that tells the arms apart and that nobody puts a condition on.</summary>
    /// <param name="label">The label.</param>
    public ArmLabel OfUnasked(string label) =>
        new(label, words.Names.Baseline.FirstOrDefault("baseline"), words.Names.Canary.FirstOrDefault("canary"));

    /// <summary>Values of a label that holds pods' names; nothing where no form of name meets the conditions.</summary>
    /// <param name="label">The label.</param>
    /// <param name="matchers">All conditions on it.</param>
    public PodLabel? OfPods(string label, ImmutableArray<LabelMatcher> matchers)
    {
        ImmutableArray<string> canaries = [.. words.Names.Canary, .. Begins(matchers, ArmSide.Canary), "canary"];
        ImmutableArray<string> baselines = [.. words.Names.Baseline, .. Begins(matchers, ArmSide.Baseline), "baseline"];
        PodLabel? best = null;
        int most = -1;
        foreach (string canary in canaries)
            foreach (string baseline in baselines)
                foreach (bool hasHash in new[] { true, false })
                {
                    PodLabel form = new(label, baseline, canary, hasHash);
                    int met = matchers.Count(matcher => matcher.Matches(form.Of(true, 0)) || matcher.Matches(form.Of(false, 0)));
                    int apart = matchers.Count(matcher => matcher.Matches(form.Of(true, 0)) != matcher.Matches(form.Of(false, 0)));
                    if (2 * met + apart > most)
                        (best, most) = (form, 2 * met + apart);
                }

        return matchers.All(matcher => matcher.Matches(best!.Of(true, 0)) || matcher.Matches(best.Of(false, 0))) ? best : null;
    }

    /// <summary>A value that meets all conditions; nothing where none is found.</summary>
    /// <param name="matchers">All conditions on the label.</param>
    /// <param name="usual">The usual value; empty for none.</param>
    /// <param name="others">Values that only other calls than requests have.</param>
    public static string? Constant(ImmutableArray<LabelMatcher> matchers, string usual, IEnumerable<string> others)
    {
        IEnumerable<string> candidates = new[] { usual }
            .Concat(matchers.Where(matcher => matcher.Comparison == MatchOperator.Equal).Select(matcher => matcher.Value))
            .Concat(matchers.Where(matcher => matcher.Comparison == MatchOperator.Regex).SelectMany(matcher => PatternSample.Of(matcher.Value)))
            .Append("").Append("x").Append("other");
        return candidates.Except(others).FirstOrDefault(value => matchers.All(matcher => matcher.Matches(value)));
    }

    // Patterns that accept the arms' own names do so in the cluster too, whatever other names could be told apart by them.
    private bool TakesBoth(ImmutableArray<LabelMatcher> matchers)
    {
        if (words.Names is not { Canary: [var canary, ..], Baseline: [var baseline, ..] }
            || !matchers.Any(matcher => matcher.Comparison == MatchOperator.Regex))
            return false;
        return matchers.All(matcher => matcher.Comparison switch
        {
            MatchOperator.Regex => matcher.Matches(canary) && matcher.Matches(baseline),
            MatchOperator.Equal => matcher.Value == canary || matcher.Value == baseline,
            _ => true,
        });
    }

    private static bool IsPositive(LabelMatcher matcher) => matcher.Comparison is MatchOperator.Equal or MatchOperator.Regex;

    // What is written is what the platform has: literals come before the names of the manifest.
    private ImmutableArray<string> Candidates(ImmutableArray<LabelMatcher> matchers, ArmSide side)
    {
        IEnumerable<string> written = matchers.Where(matcher => matcher.Comparison is MatchOperator.Equal or MatchOperator.NotEqual)
            .Select(matcher => matcher.Value)
            .Concat(matchers.Where(matcher => !IsLiteral(matcher)).SelectMany(matcher => PatternSample.Of(matcher.Value)))
            .Where(value => words.SideOf(value) == side);
        return [.. written.Concat(side == ArmSide.Canary ? words.Names.Canary : words.Names.Baseline).Distinct()];
    }

    private static bool IsLiteral(LabelMatcher matcher) => matcher.Comparison is MatchOperator.Equal or MatchOperator.NotEqual;

    private static string? Best(ImmutableArray<string> candidates, ImmutableArray<LabelMatcher> matchers, string? avoided) => candidates
        .Select((value, order) => (Value: value, Order: order, Score: matchers.Sum(matcher => Score(matcher, value, avoided))))
        .OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Order).FirstOrDefault().Value;

    // The other arm's value should meet other conditions: a pattern that takes both tells nothing apart.
    private static int Score(LabelMatcher matcher, string value, string? avoided)
    {
        if (!matcher.Matches(value))
            return 0;
        return avoided is not null && matcher.Matches(avoided) ? -1 : 2;
    }

    private IEnumerable<string> Begins(ImmutableArray<LabelMatcher> matchers, ArmSide side) => matchers
        .SelectMany(matcher => IsLiteral(matcher) ? [matcher.Value] : PatternSample.Of(matcher.Value))
        .Where(value => words.SideOf(value) == side)
        .SelectMany(value => new[] { value, Shortened(value, 1), Shortened(value, 2) })
        .Where(value => value.Length > 0);

    private static string Shortened(string name, int parts)
    {
        string[] pieces = name.Split('-');
        return pieces.Length > parts ? string.Join('-', pieces[..^parts]) : "";
    }
}
