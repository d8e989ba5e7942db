using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>Gives every query and every counter of a policy its written series, and says what has none.</summary>
internal static class WrittenCaseBinder
{
    private const int UsualPods = 5;

    /// <summary>The case; nothing where something was said against it.</summary>
    public static WrittenCase? Bind(Located<SuiteCase> each, RolloutPolicy policy, DiagnosticList said)
    {
        WrittenEvidence given = each.Value.Given!;
        ImmutableArray<WrittenCounter?> counters = [.. given.Series.Select(series => WrittenCounter.Parse(series.Name))];
        for (int i = 0; i < counters.Length; i++)
            if (counters[i] is null)
                said.Add(given.Series[i].Position, SuiteMessages.UnknownSeries(given.Series[i].Name));
        if (said.HasErrors || ControllerOf(policy, given, [.. counters.OfType<WrittenCounter>()], said) is not { } controller)
        {
            if (!said.HasErrors)
                said.Add(given.Position, SuiteMessages.CannotCarryOut(policy.Name));
            return null;
        }

        ImmutableArray<int> answers = AnswersOf(controller, given, said);
        ImmutableArray<int> series = SeriesOf(controller, counters, given, said);
        return said.HasErrors ? null : new WrittenCase
        {
            Name = each.Value.Name.Length > 0
                ? each.Value.Name
                : string.Create(CultureInfo.InvariantCulture, $"{policy.Name} as written in line {each.Position.Line}"),
            Policy = policy.Name,
            Position = each.Position,
            Controller = controller,
            Pods = policy is ForeignPolicy { Manifest.Pods.Baseline: { } pods } ? pods : UsualPods,
            Given = given,
            AnswerOf = answers,
            SeriesOf = series,
            Expected = each.Value.Expected,
        };
    }

    private static IRolloutController? ControllerOf(RolloutPolicy policy, WrittenEvidence given, ImmutableArray<WrittenCounter> counters, DiagnosticList said)
    {
        if (policy is ForeignPolicy { Manifest: var manifest })
            return manifest.Controller;
        if (policy is not NativePolicy { Source: var file })
            return null;
        switch (BoundPolicy.Bind(file.Policy, WrittenCounter.ShapeOf(counters, given.Every)))
        {
            case PolicyBinding.Bound bound:
                return new NativeController(bound.Policy);
            case PolicyBinding.Refused refused:
                foreach (BindingProblem problem in refused.Problems)
                    said.Add(given.Position, SuiteMessages.CannotBeSimulatedHere(file.Locate(problem).Message));
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ImmutableArray<int> AnswersOf(IRolloutController controller, WrittenEvidence given, DiagnosticList said)
    {
        ImmutableArray<CheckName> checks = controller.Words.Checks;
        ImmutableArray<CheckName> asked = [.. controller.Measurements.Queries.Select(need => checks[need.Check])];
        string[] known = [.. asked.Select(check => check.Metric).Distinct()];
        foreach (NamedSeries series in given.Answers)
            if (!asked.Any(check => Names(series, check)))
                said.Add(series.Position, SuiteMessages.UnknownAnswer(series.Name, known));
        ImmutableArray<int> answers = [.. asked.Select(check => IndexOf(given.Answers, series => Names(series, check)))];
        string[] missing = [.. asked.Where((_, index) => answers[index] < 0).Select(check => check.Metric).Distinct()];
        if (missing.Length > 0)
            said.Add(given.Position, SuiteMessages.MissingAnswer(missing));
        return answers;
    }

    private static bool Names(NamedSeries series, CheckName check) => series.Name == check.Metric || series.Name == check.Check;

    private static ImmutableArray<int> SeriesOf(
        IRolloutController controller, ImmutableArray<WrittenCounter?> counters, WrittenEvidence given, DiagnosticList said)
    {
        ImmutableArray<CounterKey> columns = controller.Measurements.Columns(1, 1);
        if (columns.IsEmpty)
            return [];
        TelemetryShape shape = WrittenCounter.ShapeOf([.. counters.OfType<WrittenCounter>()], given.Every);
        ImmutableArray<int> found = [.. columns.Select(key => IndexOf(counters, counter => counter is not null && counter.IsOf(key, shape)))];
        string[] missing = [.. columns.Where((_, index) => found[index] < 0).Select(key => WrittenCounter.NameOf(key, shape))];
        if (missing.Length > 0)
            said.Add(given.Position, SuiteMessages.MissingSeries(missing));
        return found;
    }

    private static int IndexOf<T>(ImmutableArray<T> all, Func<T, bool> isIt)
    {
        for (int i = 0; i < all.Length; i++)
            if (isIt(all[i]))
                return i;
        return -1;
    }
}
