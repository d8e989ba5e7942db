using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Results;

/// <summary>Two policies, or the policies of two runs, paired scenario by scenario.</summary>
/// <param name="Seed">The seed of both.</param>
/// <param name="Maximum">The replications that both can have.</param>
/// <param name="Scenarios">The scenarios in common, each with two policies.</param>
internal sealed record RunComparison(ulong Seed, long Maximum, ImmutableArray<StoredScenario> Scenarios)
{
    /// <summary>Finds what two words mean.</summary>
    public static ReadResult<RunComparison> Find(ImmutableArray<StoredRun> runs, string file, string first, string second)
    {
        if (RunOf(runs, first) is { } one && RunOf(runs, second) is { } other)
            return Pair(file, (one, null), (other, null));
        foreach (string word in (string[])[first, second])
            if (IsNumber(word) && RunOf(runs, word) is null && !runs.Any(run => Has(run, word)))
                return StoreReading.Refused<RunComparison>(file, ResultsMessages.NoRun(word, runs.Select(run => run.Number)));
        return Policy(runs, file, first, second).Then(left => Policy(runs, file, second, first).Then(right => Pair(file, left, right)));
    }

    private static bool IsNumber(string word) => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static StoredRun? RunOf(ImmutableArray<StoredRun> runs, string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? runs.FirstOrDefault(run => run.Number == number) : null;

    // The newest run that has both, so that neither has to be told apart; else the newest that has the one.
    private static ReadResult<(StoredRun Run, string? Policy)> Policy(ImmutableArray<StoredRun> runs, string file, string word, string other)
    {
        (StoredRun? named, string policy) = Parts(runs, word);
        string beside = Parts(runs, other).Policy;
        StoredRun? found = runs.LastOrDefault(run => (named is null || run == named) && Has(run, policy) && Has(run, beside))
            ?? runs.LastOrDefault(run => (named is null || run == named) && Has(run, policy));
        return found is null
            ? StoreReading.Refused<(StoredRun, string?)>(file, ResultsMessages.NoPolicy(word, runs.SelectMany(Names).Distinct()))
            : new ReadResult<(StoredRun, string?)>.Read((found, policy), []);
    }

    private static (StoredRun? Run, string Policy) Parts(ImmutableArray<StoredRun> runs, string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && RunOf(runs, word[..colon]) is { } named ? (named, word[(colon + 1)..]) : (null, word);
    }

    private static bool Has(StoredRun run, string policy) => Policies(run).Contains(policy);

    private static ReadResult<RunComparison> Pair(string file, (StoredRun Run, string? Policy) first, (StoredRun Run, string? Policy) second)
    {
        if (first.Run.Seed != second.Run.Seed)
            return StoreReading.Refused<RunComparison>(file, ResultsMessages.SeedsDiffer(first.Run.Seed, second.Run.Seed));
        if (first == second)
            return StoreReading.Refused<RunComparison>(file, ResultsMessages.SameTwice(first.Policy is null
                ? string.Create(CultureInfo.InvariantCulture, $"run {first.Run.Number}")
                : Label(first.Run, first.Policy)));
        bool saysRun = first.Run != second.Run;
        ImmutableArray<StoredScenario> scenarios =
        [
            .. from scenario in first.Run.Scenarios
               join same in second.Run.Scenarios on scenario.Key equals same.Key
               from policy in scenario.Policies
               from other in same.Policies
               where first.Policy is null ? policy.Name == other.Name : policy.Name == first.Policy && other.Name == second.Policy
               select scenario with
               {
                   Policies =
                   [
                       policy with { Name = saysRun ? Label(first.Run, policy.Name) : policy.Name },
                       other with { Name = saysRun ? Label(second.Run, other.Name) : other.Name },
                   ],
               },
        ];
        return scenarios.IsEmpty
            ? StoreReading.Refused<RunComparison>(file, ResultsMessages.NothingInCommon)
            : new ReadResult<RunComparison>.Read(new RunComparison(first.Run.Seed, Math.Min(first.Run.Maximum, second.Run.Maximum), scenarios), []);
    }

    private static IEnumerable<string> Policies(StoredRun run) =>
        run.Scenarios.SelectMany(scenario => scenario.Policies).Select(policy => policy.Name).Distinct();

    private static IEnumerable<string> Names(StoredRun run) => Policies(run).Select(policy => Label(run, policy));

    private static string Label(StoredRun run, string policy) => string.Create(CultureInfo.InvariantCulture, $"{run.Number}:{policy}");
}
