using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>What a policy of our own does, in words.</summary>
internal static class NativeWords
{
    /// <summary>The first moment.</summary>
    public const string Begins = "begins";

    /// <summary>The first moment of a shadow stage.</summary>
    public const string ShadowBegins = "begins with mirrored requests";

    /// <summary>A step is left.</summary>
    public const string Advances = "advance";

    /// <summary>The end of the last step.</summary>
    public const string Promotes = "promote";

    /// <summary>A check failed.</summary>
    public const string RollsBack = "roll back";

    /// <summary>What a schedule of a plan leaves out of account.</summary>
    public const string EnoughEvidence = "if every look has evidence enough; with less traffic it comes later";

    /// <summary>A plan that its own maximum cuts off.</summary>
    public const string BeyondMaximum = "the plan's maximum comes before its last step can end, so that nothing is ever promoted";

    /// <summary>Looks that have no row of their own.</summary>
    /// <param name="looks">How many in one row.</param>
    public static string MoreLooks(long looks) => string.Create(CultureInfo.InvariantCulture, $"the last of {looks:N0} such looks in a row");

    /// <summary>What is simulated.</summary>
    public static ImmutableArray<string> Simulated { get; } =
    [
        "the very code that a live rollout runs: the same decisions on the same observations",
        "raw counters as they are scraped; point checks ask their queries as Prometheus answers them",
    ];

    /// <summary>What a policy does not say.</summary>
    public static ImmutableArray<string> Assumed { get; } =
    [
        "the canary's pods serve from the beginning to the end",
        "the names of the metrics are those of the scenario's platform",
        "in the schedule every look brings evidence enough for a verdict",
    ];

    /// <summary>What is not modelled.</summary>
    public static ImmutableArray<string> NotModelled { get; } = ["what hooks do: in a simulation they agree"];

    /// <summary>The sentence on who carries it out.</summary>
    public static string Summary(Policy policy) => policy.About.Length > 0 ? $"a policy of our own: {policy.About}" : "a policy of our own";

    /// <summary>The sentences on the whole.</summary>
    public static IEnumerable<string> Of(Policy policy)
    {
        RolloutPlan plan = policy.Plan;
        if (plan.Shadow > TimeSpan.Zero)
            yield return $"First the canary gets mirrored requests for {Length(plan.Shadow)}, with a look every {Length(plan.ShadowEvery)}; users are "
                + "not touched.";
        yield return $"{Sentences.Count(plan.Steps.Length, "step")}: {string.Join(", ", plan.Steps.Select(step => step.Weight.ToString()))}.";
        foreach (IGrouping<string, (PlanStep Step, int Index)> alike in plan.Steps.Select((step, index) => (step, index)).GroupBy(each => Step(each.step)))
            yield return $"Step{(alike.Count() == 1 ? "" : "s")} {Sentences.List([.. alike.Select(each => Sentences.Number(each.Index + 1))])}: {alike.Key}.";
        yield return $"Up to {policy.SafeBelow} a step is entered unless a check fails; any higher weight, and the promotion, needs a pass on every check.";
        foreach (Check check in policy.Checks)
            yield return $"Check {check.Name}: {Method(check)}{Evidence(check)}; one fail rolls back at once.";
        if (policy.Checks.IsEmpty)
            yield return "There are no checks: traffic is shifted blindly.";
        if (policy.Checks.Any(check => check.Method.Risk == RiskKind.Evidence))
            yield return $"Checks that gather evidence roll back a healthy canary with a probability of at most {Percent(policy.Risk.FalseRollback)} "
                + "together, however often they "
                + $"look; each passes a canary beyond its margin with at most {Percent(policy.Risk.Missed)}.";
        if (policy.Checks.Any(check => check.Method is CheckMethod.Point))
            yield return "Point checks say nothing about their risk: one value beyond the limit is a fail.";
        yield return $"A look without data holds; after {Length(policy.NoData.UpTo)} without any {Then(policy.NoData.Then)}. A step that stays inconclusive "
            + $"{Length(policy.Inconclusive.UpTo)} beyond its normal end {Then(policy.Inconclusive.Then).Replace("it ", "", StringComparison.Ordinal)}.";
        foreach (string setting in UnsafeSettings.Of(policy))
            yield return $"Unsafe: {setting}.";
        yield return $"Whatever holds, it ends after {Length(plan.Maximum)}: not promoted by then means rolled back.";
    }

    private static string Step(PlanStep step)
    {
        string passes = step.Passes == 1 ? "one look that lets it go on" : $"{Sentences.Count(step.Passes, "look")} in a row that let it go on";
        string bake = step.Bake > TimeSpan.Zero ? $", at least {Length(step.Bake)}" : "";
        string minimum = step.Minimum is { Samples: 0, Duration.Ticks: 0 } ? "" : $", evidence of {Minimum(step.Minimum)}";
        string pause = step.Pause == StepPause.UntilResumed ? ", and somebody who resumes it" : "";
        return $"a look every {Length(step.Every)}; left after {passes}{bake}{minimum}{pause}";
    }

    private static string Minimum(EvidenceMinimum minimum) => (minimum.Samples, minimum.Duration.Ticks) switch
    {
        (0, _) => Length(minimum.Duration),
        ({ } samples, 0) => $"{Sentences.Count(samples, "request")} in each arm",
        var (samples, _) => $"{Sentences.Count(samples, "request")} in each arm and {Length(minimum.Duration)}",
    };

    private static string Method(Check check) => check.Method switch
    {
        CheckMethod.Point point => $"the value over {Length(point.Window)} against the threshold (point)",
        CheckMethod.Kayenta => "judged by Kayenta's judge, which classifies its points and promises nothing about its risk",
        { Risk: RiskKind.None } method => $"method {method.Name}, which promises nothing about its risk",
        { Risk: RiskKind.OneLook } method => $"method {method.Name}, whose level holds for one look only",
        var method => $"method {method.Name}, which may look as often as it likes",
    };

    private static string Evidence(Check check) => check.Method is CheckMethod.Point || check.Minimum is { Samples: 0, Duration.Ticks: 0 }
        ? ""
        : $", not before evidence of {Minimum(check.Minimum)}";

    private static string Then(Fallback then) => then == Fallback.RollBack ? "it rolls back for want of evidence" : "it holds and waits for somebody";

    private static string Percent(double share) => $"{Sentences.Number(100 * share)} %";

    private static string Length(TimeSpan time) => Figures.Length(time.TotalSeconds);
}
