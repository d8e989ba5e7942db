using System.Collections.Immutable;
using Coalmine.Cli.Terminals;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Cli.Commands;

/// <summary>What <c>coalmine study</c> does with <c>--rare</c>: splits every pair, and says what came of it.</summary>
/// <param name="scenarios">The scenarios with their policies.</param>
internal sealed class RareRollbacks(ImmutableArray<StudyScenario> scenarios)
{
    private const int UsualPaths = 4000;
    private const int MostPaths = 10_000_000;

    /// <summary>Says everything that cannot be done.</summary>
    /// <param name="precision">The precision that was asked for; 0 for none.</param>
    /// <param name="paths">The paths that were asked for; 0 for the usual number.</param>
    /// <returns>The exit code; success where nothing was refused.</returns>
    public int Refuse(double precision, long paths)
    {
        string[] wrong = [.. Wrong(precision, paths)];
        string[] unfaithful = [.. scenarios.Where(scenario => scenario.Facts.Engine != EngineKind.Binned).Select(scenario => Requests(scenario.Facts))];
        foreach (string message in wrong.Concat(unfaithful))
            Terminal.Error.WriteLine($"coalmine: {message}");
        return wrong.Length > 0 ? ExitCode.BadInput : unfaithful.Length > 0 ? ExitCode.NotFaithful : ExitCode.Success;
    }

    /// <summary>Splits every pair.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="paths">Paths at each level; 0 for the usual number.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="cancellation">Ends early; what is done is kept.</param>
    public SplittingStudyResult Run(ulong seed, long paths, int workers, CancellationToken cancellation)
    {
        using ProgressPrinter progress = new();
        SplittingStudy study = new() { Scenarios = scenarios, Seed = seed, Paths = paths > 0 ? (int)paths : UsualPaths };
        SplittingStudyResult result = SplittingStudyRunner.Run(study, workers, progress, cancellation);
        progress.Finish(result);
        return result;
    }

    /// <summary>Prints and writes the result.</summary>
    public static int Report(SplittingStudyResult result, bool asJson, string folder)
    {
        if (asJson)
        {
            using Stream output = Terminal.OpenOutput();
            SplittingJson.Write(result, output);
        }
        else
        {
            StoryPrinter printer = new();
            foreach (SplittingScenario scenario in result.Scenarios)
                printer.Print(SplittingText.Scenario(result.Study, scenario));
            printer.Print(SplittingText.Legend(result));
            StoryPrinter.Print("");
        }

        Outputs outputs = new(folder);
        outputs.Write("rare.csv", stream => SplittingCsv.Write(result, stream));
        if (!asJson)
            foreach (string file in outputs.Written)
                StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }

    private IEnumerable<string> Wrong(double precision, long paths)
    {
        if (precision > 0)
            yield return "--precision counts shares of replications and does not go with --rare; --replications says how many paths there are at each level";
        if (paths is > 0 and (< SplittingStudy.FewestPaths or > MostPaths))
            yield return $"--rare takes from {SplittingStudy.FewestPaths} to {MostPaths} --replications, which are paths at each level; read {paths}";
        foreach (StudyScenario scenario in scenarios.Where(scenario => scenario.Facts.Engine == EngineKind.Binned))
            foreach (StudyPolicy policy in scenario.Policies.Where(policy => policy.PrepareSplitting is null))
                yield return policy.HasDrawnWorlds
                    ? $"{scenario.Facts.Name} has an `uncertainty`, from which each replication draws its world; --rare stays in one. Leave either out"
                    : $"{policy.Name} has no checks: it never rolls back on evidence, and there is nothing for --rare to measure";
    }

    private static string Requests(ScenarioFacts facts)
    {
        string why = facts.RequestsNeeded.Length == 0 ? "as --engine asks" : $"because {facts.RequestsNeeded}";
        return $"{facts.Name} is brought forward request by request, {why}; --rare continues paths from scrapes, between which only the binned engine "
            + "draws independently. Leave --rare out and count replications";
    }
}
