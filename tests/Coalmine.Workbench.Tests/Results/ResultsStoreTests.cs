using System.Collections.Concurrent;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Results;
using Xunit;

namespace Coalmine.Workbench.Tests.Results;

public sealed class ResultsStoreTests : IDisposable
{
    private readonly KeyedStudy _kept = new();

    public void Dispose() => _kept.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Study_WithAStore_GivesTheSameBytes_AndRunsNothingTwice(int workers)
    {
        byte[] plain = Bytes(Run(KeyedStudy.Of(107)));
        ConcurrentBag<long> seen = [];
        (StudyResult first, long none) = _kept.Run(KeyedStudy.Of(107, 0, seen.Add), workers);
        (StudyResult second, long all) = _kept.Run(KeyedStudy.Of(107, 0, seen.Add), workers);
        Assert.Equal(plain, Bytes(first));
        Assert.Equal(plain, Bytes(second));
        Assert.Equal((0, 321), (none, all));
        Assert.Equal(107, seen.Count);
    }

    [Fact]
    public void Study_Widened_RunsOnlyWhatIsMissing()
    {
        _kept.Run(KeyedStudy.Of(50));
        ConcurrentBag<long> seen = [];
        (StudyResult wider, long reused) = _kept.Run(KeyedStudy.Of(130, 0, seen.Add));
        Assert.Equal(150, reused);
        Assert.Equal(Enumerable.Range(50, 80).Select(number => (long)number), seen.Order());
        Assert.Equal(Bytes(Run(KeyedStudy.Of(130))), Bytes(wider));
    }

    [Fact]
    public void Study_WithAPolicyMore_ReusesTheOthers()
    {
        Study study = KeyedStudy.Of(40);
        _kept.Run(study with { Scenarios = [study.Scenarios[0] with { Policies = [study.Scenarios[0].Policies[1]] }] });
        (StudyResult both, long reused) = _kept.Run(study);
        Assert.Equal(40, reused);
        Assert.Equal(Bytes(Run(study)), Bytes(both));
    }

    [Fact]
    public void Study_WithoutReuse_RunsAll_AndKeepsNothingTwice()
    {
        _kept.Run(KeyedStudy.Of(40));
        ConcurrentBag<long> seen = [];
        (StudyResult _, long reused) = _kept.Run(KeyedStudy.Of(40, 0, seen.Add), reuses: false);
        Assert.Equal((0, 40), (reused, seen.Count));
        Assert.Equal(120, _kept.Read().Runs.Single().Rollouts);
    }

    [Fact]
    public void Study_Interrupted_GoesOn()
    {
        using CancellationTokenSource source = new();
        (StudyResult cut, long _) = _kept.RunUntil(
            KeyedStudy.Of(500, 0, number =>
            {
                if (number == 300)
                    source.Cancel();
            }),
            2,
            true,
            source.Token);
        Assert.True(cut.Interrupted);
        StoredRun run = Assert.Single(_kept.Read().Runs);
        Assert.False(run.IsFinished);

        // What was cut off is shown as what it is: the study of fewer replications.
        StudyResult shown = Assert.IsType<ReadResult<StudyResult>.Read>(_kept.Read().Study(run)).Value;
        Assert.Equal(StopReason.Interrupted, shown.Scenarios[0].Stopped);
        Assert.InRange(shown.Scenarios[0].Replications, cut.Scenarios[0].Replications, 499);

        (StudyResult whole, long reused) = _kept.Run(KeyedStudy.Of(500));
        Assert.True(reused >= 3 * cut.Scenarios[0].Replications / 2);
        Assert.Equal(Bytes(Run(KeyedStudy.Of(500))), Bytes(whole));
        Assert.True(Assert.Single(_kept.Read().Runs).IsFinished);
    }

    [Theory]
    [InlineData(107, 0)]
    [InlineData(50_000, 0.03)]
    public void Show_OfKeptRollouts_IsTheStudy(long maximum, double precision)
    {
        (StudyResult ran, long _) = _kept.Run(KeyedStudy.Of(maximum, precision));
        StudyResult shown = Assert.IsType<ReadResult<StudyResult>.Read>(_kept.Read().Study(_kept.Read().Runs[^1])).Value;
        Assert.Equal(Bytes(ran), Bytes(shown));
        Assert.Equal(["errors", "latency.p99"], shown.Scenarios[0].Policies[0].Checks);
    }

    [Fact]
    public void Rollouts_AreReadAsTheyWereWritten_ToTheLastBit()
    {
        double[] values = [double.NaN, -0.0, double.Epsilon, 0.1 + 0.2, 1e308, 1.0 / 3, -1, 12345678.9];
        RolloutResult[] written = [.. Enum.GetValues<RolloutOutcome>().SelectMany(outcome => values.Select((value, index) => Result(outcome, values, index)))];
        Study study = With(number => written[number], written.Length);
        _kept.Run(study);
        List<RolloutResult> read = [];
        ResultsStore store = _kept.Open();
        IRolloutSource source = store.Open(study.Scenarios[0], study.Scenarios[0].Policies[0], study.Seed);
        for (long replication = 0; replication < written.Length; replication++)
            read.Add(source.Run(study.Seed, replication));
        Assert.Equal(written.Length, store.Reused);
        Assert.Equal(written.Select(Bits), read.Select(Bits));
    }

    [Fact]
    public void Policies_OfOneContentUnderTwoNames_AreKeptOnce()
    {
        Study study = KeyedStudy.Of(60);
        StudyPolicy policy = study.Scenarios[0].Policies[0];
        study = study with { Scenarios = [study.Scenarios[0] with { Policies = [policy, policy with { Name = "copy" }] }] };
        _kept.Run(study);
        Assert.Equal(120, _kept.Read().Runs.Single().Rollouts);
        (StudyResult again, long reused) = _kept.Run(study);
        Assert.Equal(120, reused);
        Assert.Equal(Bytes(Run(study)), Bytes(again));
    }

    [Fact]
    public void Names_AreNoPartOfTheKey_AndSeedsAre()
    {
        Study study = KeyedStudy.Of(40);
        _kept.Run(study);
        StudyScenario renamed = study.Scenarios[0] with { Facts = study.Scenarios[0].Facts with { Name = "another", About = "Other words." } };
        Assert.Equal(80, _kept.Run(study with { Scenarios = [renamed] }).Reused);
        Assert.Equal(0, _kept.Run(study with { Seed = 6 }).Reused);
        Assert.Equal(3, _kept.Read().Runs.Length);
    }

    [Fact]
    public void Rollouts_WithoutAKey_AreNeitherKeptNorReused()
    {
        Study study = KeyedStudy.Of(20);
        study = study with { Scenarios = [study.Scenarios[0] with { Key = "" }] };
        Assert.False(ResultsStore.CanKeep(study));
        Assert.Equal(0, _kept.Run(study).Reused);
        Assert.Equal(0, _kept.Run(study).Reused);
        Assert.Equal("CM2304", Refusal(ResultsReader.Open(_kept.Folder)));
    }

    [Fact]
    public void Cells_OfAnotherBuild_AreOthers() =>
        Assert.NotEqual(StoredCell.IdOf("one", "scenario", "policy", 1), StoredCell.IdOf("other", "scenario", "policy", 1));

    [Fact]
    public void TwoStoresOverOneFile_KeepEveryRolloutOnce()
    {
        // Two processes would do the same, only with more luck.
        Study study = KeyedStudy.Of(200);
        ResultsStore[] stores = [_kept.Open(), _kept.Open()];
        StudyResult[] results = [.. stores.Select(store =>
        {
            Study own = study with { Archive = store };
            Assert.Empty(store.Begin(own, KeyedStudy.Heading));
            foreach (StudyScenario scenario in own.Scenarios)
                foreach (StudyPolicy policy in scenario.Policies)
                    store.Open(scenario, policy, own.Seed);
            return StudyRunner.Run(own, 2, null, CancellationToken.None);
        })];
        Assert.All(stores, store => Assert.Empty(store.Finish(true)));
        Assert.Equal(Bytes(results[0]), Bytes(results[1]));
        Assert.Equal(600, _kept.Read().Runs.Single().Rollouts);
        Assert.Equal(600, _kept.Run(study).Reused);
    }

    [Fact]
    public void Store_ThatIsNone_IsRefusedWithItsPlace()
    {
        Assert.Equal("CM2300", Refusal(ResultsReader.Open(_kept.Folder)));
        File.WriteAllText(_kept.File, "no results");
        Assert.Equal("CM2302", Refusal(ResultsReader.Open(_kept.Folder)));
        Assert.Equal("CM2302", Refusal(ResultsReader.Open(_kept.File)));
        Assert.Equal("CM2302", Refusal(ResultsStore.In(_kept.Folder)));
    }

    [Fact]
    public void Store_OfAnotherFormat_IsRefused()
    {
        _kept.Run(KeyedStudy.Of(20));
        new StoreFile(_kept.File).Write(TimeSpan.Zero, connection => connection.Execute("UPDATE store SET format = 2"));
        Assert.Equal("CM2303", Refusal(ResultsStore.In(_kept.Folder)));
        Assert.Equal("CM2303", Refusal(ResultsReader.Open(_kept.Folder)));
    }

    [Fact]
    public void Run_ThatIsNotThere_IsRefused()
    {
        _kept.Run(KeyedStudy.Of(20));
        Assert.Equal("CM2305", Refusal(_kept.Read().Run(7)));
    }

    [Theory]
    [InlineData("strict", "lax", "strict", "lax")]
    [InlineData("1", "2", "1:strict", "2:strict")]
    [InlineData("1:strict", "2:lax", "1:strict", "2:lax")]
    public void Compare_PairsTheSameReplications(string first, string second, string against, string policy)
    {
        _kept.Run(KeyedStudy.Of(100));
        (StudyResult wider, long _) = _kept.Run(KeyedStudy.Of(140));
        StudyResult compared = Assert.IsType<ReadResult<StudyResult>.Read>(_kept.Read().Compare(first, second)).Value;
        ScenarioResult scenario = compared.Scenarios[0];
        Assert.Equal([against, policy], scenario.Policies.Select(each => each.Name));
        Assert.Equal(first == "strict" ? 140 : 100, scenario.Replications);
        if (first == "strict")
            Assert.Equal(wider.Scenarios[0].Pairs[0].Of(Measure.Duration), scenario.Pairs[0].Of(Measure.Duration));
        if (first == "1")
            Assert.Equal(default, scenario.Pairs[0].Of(Measure.Duration) with { Count = 0 });
    }

    [Fact]
    public void Compare_OfWhatCannotBePaired_IsRefused()
    {
        _kept.Run(KeyedStudy.Of(20));
        _kept.Run(KeyedStudy.Of(20) with { Seed = 6 });
        Study other = KeyedStudy.Of(20);
        _kept.Run(other with { Scenarios = [.. other.Scenarios.Select(scenario => scenario with { Key = scenario.Key + " changed" })] });
        ResultsReader reader = _kept.Read();
        Assert.Equal("CM2306", Refusal(reader.Compare("strict", "stict")));
        Assert.Equal("CM2307", Refusal(reader.Compare("1", "2")));
        Assert.Equal("CM2308", Refusal(reader.Compare("1", "3")));
    }

    [Fact]
    public void Store_ThatCannotBeWritten_SaysSo_AndTheStudyIsComplete()
    {
        ResultsStore store = _kept.Open();
        Study study = KeyedStudy.Of(40) with { Archive = store };
        Assert.Empty(store.Begin(study, KeyedStudy.Heading));
        File.WriteAllText(_kept.File, "spoilt");
        StudyResult result = StudyRunner.Run(study, 2, null, CancellationToken.None);
        Diagnostic said = Assert.Single(store.Finish(true));
        Assert.Equal(("CM2310", _kept.File), (said.Id, said.File));
        Assert.Equal(Bytes(Run(KeyedStudy.Of(40))), Bytes(result));
    }

    private static Study With(Func<long, RolloutResult> results, long maximum)
    {
        Study study = KeyedStudy.Of(maximum);
        return study with
        {
            Scenarios = [study.Scenarios[0] with { Policies = [new StudyPolicy("given", [], () => new Given(results)) { Key = "given" }] }],
        };
    }

    private static RolloutResult Result(RolloutOutcome outcome, double[] values, int index)
    {
        double At(int further) => values[(index + further) % values.Length];
        return new RolloutResult
        {
            Replication = ((int)outcome * values.Length) + index,
            Outcome = outcome,
            EndedAt = new Moment(long.MaxValue - index),
            CausingCheck = index - 1,
            Detected = index % 2 == 0,
            DetectionSeconds = At(0),
            ExposedRequests = Math.Abs(double.IsNaN(At(1)) ? 0 : At(1)),
            ExposedUsers = double.IsNaN(At(2)) ? 0 : At(2),
            HurtAnswers = double.IsNaN(At(3)) ? 0 : At(3),
            CanaryRequests = double.IsNaN(At(4)) ? 0 : At(4),
            Looks = int.MaxValue - index,
            LastStep = index - 1,
        };
    }

    private static (RolloutResult Plain, long A, long B, long C, long D, long E) Bits(RolloutResult result) => (
        result,
        BitConverter.DoubleToInt64Bits(result.DetectionSeconds),
        BitConverter.DoubleToInt64Bits(result.ExposedRequests),
        BitConverter.DoubleToInt64Bits(result.ExposedUsers),
        BitConverter.DoubleToInt64Bits(result.HurtAnswers),
        BitConverter.DoubleToInt64Bits(result.CanaryRequests));

    private static string Refusal<T>(ReadResult<T> result) => Assert.Single(Assert.IsType<ReadResult<T>.Refused>(result).Diagnostics).Id;

    private static StudyResult Run(Study study) => StudyRunner.Run(study, 1, null, CancellationToken.None);

    private static byte[] Bytes(StudyResult result)
    {
        using MemoryStream stream = new();
        StudyJson.Write(result, stream);
        return stream.ToArray();
    }

    private sealed class Given(Func<long, RolloutResult> results) : IRolloutSource
    {
        public RolloutResult Run(ulong seed, long replication) => results(replication);
    }
}
