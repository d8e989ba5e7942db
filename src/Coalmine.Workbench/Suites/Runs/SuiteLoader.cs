using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Journals;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>Reads a suite with every file that it lists, and binds what must be bound. Whatever is wrong is said of all files at once.</summary>
public sealed class SuiteLoader
{
    private readonly ManifestOptions _options;
    private readonly List<Diagnostic> _said = [];
    private readonly List<Diagnostic> _unfaithful = [];
    private readonly List<LoadedScenario> _scenarios = [];
    private readonly List<RolloutPolicy> _policies = [];
    private readonly Dictionary<string, LoadedIncident> _incidents = [];

    private SuiteLoader(ManifestOptions options) => _options = options;

    /// <summary>Loads a suite.</summary>
    /// <param name="path">Its file; those that it lists are looked up from its folder.</param>
    /// <param name="options">What manifests do not say.</param>
    /// <param name="accepted">What was accepted of it; nothing where that is not compared.</param>
    /// <param name="seed">A seed in place of all that the file says; nothing for those.</param>
    public static SuiteLoading Load(string path, ManifestOptions options, AcceptedFile? accepted = null, ulong? seed = null)
    {
        SuiteLoader loader = new(options);
        if (loader.Take(FileReader.Read(path).Then(SuiteReader.Read)) is not { } suite)
            return new SuiteLoading.Wrong([.. loader._said]);
        loader.LoadFiles(suite);
        if (loader.IsWrong)
            return new SuiteLoading.Wrong([.. loader._said]);
        LoadedSuite loaded = loader.Bind(suite, accepted, seed);
        return loader.IsWrong
            ? new SuiteLoading.Wrong([.. loader._said])
            : loader._unfaithful.Count > 0 ? new SuiteLoading.NotFaithful([.. loader._unfaithful]) : new SuiteLoading.Ready(loaded, [.. loader._said]);
    }

    private bool IsWrong => _said.Exists(each => each.Severity == Severity.Error);

    private void LoadFiles(Suite suite)
    {
        foreach (Located<string> file in suite.Scenarios)
            if (Take(LoadedScenario.Load(PathOf(suite, file.Value))) is { } scenario)
                _scenarios.Add(scenario);
        List<ManifestFile> manifests = [];
        foreach (Located<string> file in suite.Policies)
        {
            string path = PathOf(suite, file.Value);
            if (ManifestPolicies.TryRead(path) is { } manifest)
                manifests.Add(manifest);
            else if (Take(FileReader.Read(path).Then(PolicyReader.Read)) is { } policy)
                _policies.Add(new NativePolicy(policy));
        }

        if (manifests.Count > 0 && !IsWrong && Take(ManifestPolicies.Of(ManifestSet.Of(manifests), _options)) is { } foreign)
            _policies.AddRange(foreign);
        foreach (string file in suite.Cases.Select(each => each.Value.Incident).OfType<Located<string>>().Select(path => PathOf(suite, path.Value)).Distinct())
            if (Take(LoadedIncident.Load(file)) is { } incident)
                _incidents[file] = incident;
        RefuseDoubles(suite, "scenarios", _scenarios.Select(each => each.Facts.Name));
        RefuseDoubles(suite, "policies", _policies.Select(each => each.Name));
    }

    private void RefuseDoubles(Suite suite, string what, IEnumerable<string> names)
    {
        foreach (string name in names.GroupBy(each => each).Where(group => group.Count() > 1).Select(group => group.Key))
            Say(suite, TextPosition.Start, SuiteMessages.TwoOfOneName(what, name));
    }

    private LoadedSuite Bind(Suite suite, AcceptedFile? accepted, ulong? seed)
    {
        ImmutableArray<Located<SuiteCase>> cases = suite.Cases.IsEmpty ? [new Located<SuiteCase>(new SuiteCase(), TextPosition.Start)] : suite.Cases;
        List<SuitePair> pairs = [];
        List<WrittenCase> written = [];
        List<IncidentCase> incidents = [];
        foreach (Located<SuiteCase> each in cases)
        {
            ImmutableArray<RolloutPolicy> policies = Listed(suite, each, "policies", each.Value.Policies, _policies, policy => policy.Name);
            if (each.Value.Given is not null)
                written.AddRange(policies.Take(1).Select(policy => Play(suite, each, policy)).OfType<WrittenCase>());
            else if (each.Value.Incident is { } recorded)
                incidents.AddRange(Ask(suite, each.Value, _incidents[PathOf(suite, recorded.Value)], policies));
            else
                pairs.AddRange(Pairs(suite, each, policies, seed));
        }

        foreach (Located<Expectation> expectation in suite.Expectations)
            if (expectation.Value.Characteristic.Only is { } only && pairs.Count > 0 && pairs.TrueForAll(pair => pair.Scenario.Facts.Truth != only))
                Say(suite, expectation.Position, SuiteMessages.NowhereMeant(expectation.Value.Characteristic.Word, ScenarioWords.Of(only)));
        ImmutableArray<SuitePair> named = Named(pairs);
        ImmutableArray<SuitePair> compared = accepted is null ? named : SuiteComparison.Add(named, accepted, suite, _said);
        return new LoadedSuite(suite, WithRisk(suite, compared, accepted?.Risk ?? 0), [.. written])
        {
            Incidents = [.. incidents],
            Files =
            [
                suite.File, .. suite.Scenarios.Concat(suite.Policies).Select(file => PathOf(suite, file.Value)),
                .. _incidents.Values.SelectMany(incident => incident.Files),
            ],
        };
    }

    private IEnumerable<SuitePair> Pairs(Suite suite, Located<SuiteCase> each, ImmutableArray<RolloutPolicy> policies, ulong? seed)
    {
        ImmutableArray<LoadedScenario> scenarios = Listed(suite, each, "scenarios", each.Value.Scenarios, _scenarios, scenario => scenario.Facts.Name);
        foreach (LoadedScenario scenario in scenarios)
            foreach (RolloutPolicy policy in policies)
            {
                string name = $"{scenario.Facts.Name} under {policy.Name}";
                ImmutableArray<Claim> claims = [.. ClaimsOf(suite, each.Value, scenario)];
                if (claims.IsEmpty)
                    Say(suite, each.Position, SuiteMessages.NothingExpected(name));
                if (Pair(scenario, policy) is { } pairing)
                    yield return new SuitePair
                    {
                        Name = each.Value.Name.Length == 0 ? name
                            : scenarios.Length * policies.Length == 1 ? each.Value.Name : $"{each.Value.Name}: {name}",
                        Scenario = scenario,
                        Policy = policy,
                        Pairing = pairing,
                        Seed = seed ?? each.Value.Seed ?? suite.Seed,
                        Replications = each.Value.Replications ?? suite.Replications,
                        Claims = claims,
                    };
            }
    }

    private IEnumerable<Claim> ClaimsOf(Suite suite, SuiteCase each, LoadedScenario scenario)
    {
        foreach (Located<Expectation> own in each.Expectations)
        {
            if (own.Value.Characteristic is { Only: { } only } characteristic && only != scenario.Facts.Truth)
                Say(suite, own.Position, SuiteMessages.WrongTruth(
                    characteristic.Word, ScenarioWords.Of(only), scenario.Facts.Name, ScenarioWords.Of(scenario.Facts.Truth)));
            else
                yield return ClaimOf(suite, own, scenario);
        }

        foreach (Located<Expectation> common in suite.Expectations)
            if (common.Value.Characteristic.IsOf(scenario.Facts.Truth))
                yield return ClaimOf(suite, common, scenario);
    }

    private Claim ClaimOf(Suite suite, Located<Expectation> expectation, LoadedScenario scenario)
    {
        double horizon = expectation.Value.Characteristic.HorizonIn(scenario.Facts);
        if (expectation.Value.Limit >= horizon)
            Say(suite, expectation.Position, SuiteMessages.BeyondHorizon(
                expectation.Value.Written, scenario.Facts.Name, DurationReader.Show(TimeSpan.FromSeconds(horizon))));
        return new Claim(expectation.Value, suite.File, expectation.Position)
        {
            FalseAlarm = suite.FalseAlarm,
            FalseHold = 1 - (expectation.Value.Confidence ?? suite.Confidence),
        };
    }

    private WrittenCase? Play(Suite suite, Located<SuiteCase> each, RolloutPolicy policy)
    {
        DiagnosticList said = new(suite.File);
        WrittenCase? made = WrittenCaseBinder.Bind(each, policy, said);
        _said.AddRange(said.All);
        return made;
    }

    private IEnumerable<IncidentCase> Ask(Suite suite, SuiteCase each, LoadedIncident incident, ImmutableArray<RolloutPolicy> policies)
    {
        TextPosition position = each.Incident!.Value.Position;
        if (incident.Label is null && each.Expected.IsEmpty)
            Say(suite, position, SuiteMessages.IncidentWithoutLabel);
        foreach (RolloutPolicy policy in policies)
            if (Take(JournalControllers.Over(policy, incident.Rollout)) is { } controller)
                yield return new IncidentCase
                {
                    Name = each.Name.Length == 0 ? $"{incident.Name} under {policy.Name}" : policies.Length == 1 ? each.Name : $"{each.Name}: {policy.Name}",
                    Policy = policy.Name,
                    Position = position,
                    Incident = incident,
                    Controller = controller,
                    Expected = each.Expected,
                };
    }

    private Pairing? Pair(LoadedScenario scenario, RolloutPolicy policy)
    {
        switch (policy.Bind(scenario))
        {
            case PairingResult.Bound bound:
                return bound.Pairing;
            case PairingResult.WrongPolicy wrong:
                _said.AddRange(wrong.Diagnostics.Select(In));
                return null;
            case PairingResult.NotFaithful unfaithful:
                _unfaithful.AddRange(unfaithful.Diagnostics.Select(In));
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        Diagnostic In(Diagnostic said) => said with { Message = $"{said.Message} (scenario {scenario.Facts.Name})" };
    }

    private ImmutableArray<T> Listed<T>(
        Suite suite, Located<SuiteCase> each, string what, ImmutableArray<Located<string>> names, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        if (all.Count == 0)
            Say(suite, each.Position, SuiteMessages.NoneListed(what));
        if (names.IsEmpty)
            return [.. all];
        ImmutableArray<T>.Builder found = ImmutableArray.CreateBuilder<T>();
        foreach (Located<string> name in names)
        {
            int index = all.ToList().FindIndex(item => nameOf(item) == name.Value);
            if (index >= 0)
                found.Add(all[index]);
            else if (all.Count > 0)
                Say(suite, name.Position, SuiteMessages.NotListed(what == "policies" ? "policy" : "scenario", name.Value, [.. all.Select(nameOf)]));
        }

        return found.ToImmutable();
    }

    // Names stand in files and reports, so that two cases of one name could not be told apart.
    private static ImmutableArray<SuitePair> Named(IReadOnlyList<SuitePair> pairs)
    {
        Dictionary<string, int> seen = [];
        return [.. pairs.Select(pair =>
        {
            int count = seen[pair.Name] = seen.GetValueOrDefault(pair.Name) + 1;
            return count == 1 ? pair : pair with { Name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pair.Name} ({count})") };
        })];
    }

    private static ImmutableArray<SuitePair> WithRisk(Suite suite, ImmutableArray<SuitePair> pairs, double spent)
    {
        double each = (suite.FalseAlarm - spent) / Math.Max(1, pairs.Sum(pair => pair.Claims.Length));
        return [.. pairs.Select(pair => pair with { Claims = [.. pair.Claims.Select(claim => claim with { FalseAlarm = each })] })];
    }

    // Without `..` in it, so that reports name the file as everybody else does.
    private static string PathOf(Suite suite, string file)
    {
        string path = Path.Combine(Path.GetDirectoryName(suite.File) ?? "", file);
        return Path.IsPathRooted(path) ? Path.GetFullPath(path) : Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(path));
    }

    private void Say(Suite suite, TextPosition position, Message message) => _said.Add(Diagnostic.At(suite.File, position, message));

    private T? Take<T>(ReadResult<T> result)
        where T : class
    {
        _said.AddRange(result.Said);
        return result is ReadResult<T>.Read read ? read.Value : null;
    }

    private ImmutableArray<RolloutPolicy>? Take(ReadResult<ImmutableArray<RolloutPolicy>> result)
    {
        _said.AddRange(result.Said);
        return result is ReadResult<ImmutableArray<RolloutPolicy>>.Read read ? read.Value : null;
    }
}
