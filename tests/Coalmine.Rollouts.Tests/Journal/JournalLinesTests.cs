using System.Collections.Immutable;
using System.Text;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Controllers;
using Coalmine.Rollouts.Tests.Worlds;
using CsCheck;
using Xunit;

namespace Coalmine.Rollouts.Tests.Journal;

/// <summary>A journal that was written reads back as the same, and what is no journal is refused at its place.</summary>
public sealed class JournalLinesTests
{
    private static readonly JournalHeader Header = new()
    {
        Rollout = "default/recommender 7",
        Origin = new DateTimeOffset(2026, 11, 29, 12, 0, 0, 5, TimeSpan.FromHours(2)),
        Source = "a test",
        Controller = JournalHeader.Native,
        Policy = [new PolicyText("policy.yaml", "kind: Policy\nabout: \"≤ 3\" ✓\n")],
        Options = ImmutableSortedDictionary<string, string>.Empty.Add("match", "5%"),
        Telemetry = Given.Distributions,
        Counters = [new CounterNeed(CounterKind.Requests, 0), new CounterNeed(CounterKind.LatencyBucket, 0), new CounterNeed(CounterKind.LatencyBucket, 3)],
        Queries = ["sum(rate(x[1m]))"],
    };

    [Fact]
    public void AnyRollout_ReadsBackAsTheSame_AndReplaysToTheSame() => RandomRollout.Any.Sample(
        rollout =>
        {
            ScriptedWorld world = rollout.World().Run();
            byte[] bytes = JournalWriter.WriteAll(Header, world.Journal.Entries);
            RecordedRollout read = Read(bytes);
            Assert.Equal(bytes, JournalWriter.WriteAll(read.Header, read.Entries));
            Assert.Equal(world.Journal.Entries.Count, read.Entries.Length);
            RolloutJournal replayed = ReplayedRollout.Replay(read.Entries, new NativeController(world.Policy));
            for (int i = 0; i < read.Entries.Length; i++)
            {
                Assert.True(world.Journal.Entries[i].SaysTheSameAs(read.Entries[i]), $"entry {i} as read");
                Assert.True(world.Journal.Entries[i].SaysTheSameAs(replayed.Entries[i]), $"entry {i} as replayed");
            }
        },
        iter: 60,
        seed: "0N0XIzNsQ0O2",
        threads: 1);

    [Fact]
    public void Header_ReadsBackAsTheSame()
    {
        JournalHeader read = Read(new JournalWriter().Write(Header)).Header;
        Assert.Equal((Header.Rollout, Header.Origin, Header.Source, Header.Controller), (read.Rollout, read.Origin, read.Source, read.Controller));
        Assert.Equal(Header.Origin!.Value.Offset, read.Origin!.Value.Offset);
        Assert.Equal(Header.Policy, read.Policy);
        Assert.Equal(Header.Options, read.Options);
        Assert.Equal(Header.Counters, read.Counters);
        Assert.Equal(Header.Queries, read.Queries);
        Assert.Equal(Header.Telemetry.LatencyBounds, read.Telemetry.LatencyBounds);
        Assert.Equal(Header.Telemetry.ScoreBounds, read.Telemetry.ScoreBounds);
        Assert.Equal(Header.Telemetry.Classes, read.Telemetry.Classes);
        Assert.Equal(
            (Header.Telemetry.ScrapeInterval, Header.Telemetry.HasLabels, Header.Telemetry.HasConversions, Header.Telemetry.HasPairs),
            (read.Telemetry.ScrapeInterval, read.Telemetry.HasLabels, read.Telemetry.HasConversions, read.Telemetry.HasPairs));
    }

    [Fact]
    public void OtherLines_ReadBackAsTheSame()
    {
        ImmutableArray<PendingEffect> open = [.. EveryEffect().Select((effect, place) => new PendingEffect(7, place, effect))];
        JournalLine[] lines =
        [
            new JournalLine.Pod(Arm.Canary, 3, "recommender-canary-7c9f\"\\"),
            new JournalLine.Done(6, 2, "set to 10 %"),
            new JournalLine.Note(Moment.FromSeconds(-1.5), "clock set back"),
        ];
        JournalWriter writer = new();
        byte[] bytes = [.. writer.Write(Header), .. lines.SelectMany(writer.Write), .. writer.Write(new JournalLine.Pending(open))];
        RecordedRollout read = Read(bytes);
        Assert.Equal(lines, read.Lines[..3]);
        Assert.Equal(open, Assert.IsType<JournalLine.Pending>(read.Lines[3]).Effects);
    }

    [Fact]
    public void AJournal_MayBeginWithASnapshot_AfterWhichColumnsAreNamedAgain()
    {
        JournalWriter writer = new();
        byte[] before = [.. writer.Write(Look(1, 3)), .. writer.Write(Look(2, 3))];
        JournalLine.Snapshot snapshot = new(3, Moment.FromSeconds(40), "c3RhdGU=", "{\"a\":1}");
        byte[] after = [.. writer.Write(snapshot), .. writer.Write(Look(3, 3))];
        byte[] header = new JournalWriter().Write(Header);
        Assert.Equal([1, 2, 3], Read([.. header, .. before, .. after]).Lines.OfType<JournalLine.Step>().Select(step => step.Number));
        RecordedRollout tail = Read([.. header, .. after]);
        Assert.Equal(snapshot, tail.Lines[0]);
        Assert.Equal((3, 4), (tail.FirstEntry, tail.Steps));
        RecordedRollout alone = Read([.. header, .. new JournalWriter().Write(snapshot)]);
        Assert.Equal((3, 3, snapshot.At), (alone.FirstEntry, alone.Steps, alone.LastAt));
        byte[] late = new JournalWriter().Write(snapshot with { Steps = 4 });
        Assert.IsType<JournalReading.Refused>(JournalLines.Read([.. header, .. before, .. late]));
        Assert.IsType<JournalReading.Refused>(JournalLines.Read([.. header, .. new JournalWriter().Write(snapshot with { State = "no base64!" })]));
    }

    [Fact]
    public void Numbers_ReadBackToTheLastBit()
    {
        double[] values =
        [
            0, -0.0, 1, 0.1, 1.0 / 3, 9007199254740991, 9007199254740993e3, double.MaxValue, double.Epsilon, -1.5, double.NaN, double.PositiveInfinity,
            double.NegativeInfinity,
        ];
        SampleWindow window = new([.. Enumerable.Range(0, values.Length).Select(pod => new CounterKey(Arm.Canary, pod, CounterKind.LatencySum, 0))]);
        values.CopyTo(window.Add(new Moment(long.MaxValue)));
        QueryAnswer[] answers = [QueryAnswer.OfSeries(values), QueryAnswer.NoData, QueryAnswer.Error, .. values.Select(QueryAnswer.Of)];
        Measurements read = Through(Observation.MeasurementAnswered(-3, new Moment(long.MinValue), new Measurements(window, answers))).Measurements!;
        Assert.Equal(Bits(values), Bits(read.Samples.Row(0)));
        Assert.Equal(new Moment(long.MaxValue), read.Samples.TimeOf(0));
        Assert.Equal(Bits(values), Bits(read.Answers[0].Series.Span));
        Assert.Equal([QueryAnswerKind.NoData, QueryAnswerKind.Error], (QueryAnswerKind[])[read.Answers[1].Kind, read.Answers[2].Kind]);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(read.Answers[i + 3].Series.IsEmpty);
            Assert.Equal(BitConverter.DoubleToInt64Bits(values[i]), BitConverter.DoubleToInt64Bits(read.Answers[i + 3].Value));
        }
    }

    [Fact]
    public void EveryObservationEffectAndDecision_ReadsBackAsTheSame()
    {
        Moment at = new(123);
        Observation[] observations =
        [
            Observation.MomentReached(2, at), Observation.WeightObserved(new TrafficWeight(1, 3), at), Observation.WeightObserved(default, at),
            Observation.WorkloadObserved(Arm.Canary, new WorkloadCount(4, 3, 2, 9), at), Observation.HookAnswered(1, true, at),
            .. Enum.GetValues<OperatorWord>().Select(word => Observation.OperatorSaid(word, at)),
        ];
        foreach (Observation observation in observations)
            Assert.Equal(observation, Through(observation));
        foreach (DecisionKind kind in Enum.GetValues<DecisionKind>())
            foreach (DecisionReason reason in Enum.GetValues<DecisionReason>())
            {
                Decision decision = new(kind, reason, -1, at) { Check = 2, Message = kind == DecisionKind.Hold ? "held" : null };
                JournalEntry entry = new(observations[0], [.. EveryEffect()], decision, [], ["a", ""]);
                JournalWriter writer = new();
                Assert.True(entry.SaysTheSameAs(Read([.. writer.Write(Header), .. writer.Write(new JournalLine.Step(5, entry))]).Entries[0]));
            }
    }

    [Fact]
    public void Columns_AreNamedWhenTheyChangeAndNotAgain()
    {
        JournalWriter writer = new();
        string[] lines = [.. new[] { 3, 3, 2 }.Select((pods, i) => Encoding.UTF8.GetString(writer.Write(Look(i + 1, pods))))];
        Assert.Equal([true, false, true], lines.Select(line => line.Contains("columns", StringComparison.Ordinal)));
        RecordedRollout read = Read([.. new JournalWriter().Write(Header), .. lines.SelectMany(Encoding.UTF8.GetBytes)]);
        Assert.Equal([12, 12, 8], read.Entries.Select(entry => entry.Observation.Measurements!.Samples.Columns.Length));
        Assert.Equal(1, read.FirstEntry);
        Assert.Equal([2, 3, 4], read.LineOfEntry);
    }

    [Fact]
    public void EightHoursOfTenPodsAndTwentyCounters_StayBelowFiveMegabytes()
    {
        // Counters of six digits: the arithmetic is 10 x 20 x 1,920 scrapes x (6 digits and a comma) = 2.7 MB, and a tenth for the rest.
        CounterNeed[] counters = [.. Enumerable.Range(0, 20).Select(bound => new CounterNeed(CounterKind.LatencyBucket, bound))];
        MeasurementPlan plan = new([.. counters], []);
        JournalWriter writer = new();
        long bytes = 0;
        for (int look = 1; look <= 480; look++)
        {
            SampleWindow window = new(plan.Columns(9, 1));
            for (int scrape = 0; scrape < 4; scrape++)
                window.Add(new Moment((look * 60L + scrape * 15) * 1_000_000_000)).Fill(123_456);
            Observation saw = Observation.MeasurementAnswered(look, new Moment(look * 60L), new Measurements(window, []));
            bytes += writer.Write(new JournalLine.Step(look, new JournalEntry(saw, [], default, [], []))).Length;
        }

        Assert.InRange(bytes, 2_000_000, 5_000_000);
    }

    [Fact]
    public void LastLine_CutOffAnywhere_IsLeftOutAndReported()
    {
        ScriptedWorld world = new ScriptedWorld(Given.Bind(Given.Policy(Given.Check(Given.Errors, Given.AtMost(0.05), Given.Sequential)))).Run();
        byte[] whole = JournalWriter.WriteAll(Header, world.Journal.Entries);
        int last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        Assert.Equal("", Read(whole).CutOff);
        Assert.Equal(whole.Length, Read(whole).WholeBytes);
        for (int length = last + 1; length < whole.Length; length++)
        {
            RecordedRollout read = Read(whole.AsSpan(0, length));
            Assert.Equal(world.Journal.Entries.Count - 1, read.Entries.Length);
            Assert.Equal(last, read.WholeBytes);
            Assert.StartsWith("{", read.CutOff, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", 1, 1, "header")]
    [InlineData("{}\n", 1, 2, "missing")]
    [InlineData("[]\n", 1, 1, "the header of a journal")]
    [InlineData("{\"journal\":2}\n", 1, 12, "version 2")]
    [InlineData("{\"journal\":1,\"journal\":1}\n", 1, 14, "twice")]
    [InlineData("HEADER{\"entry\":0,\"said\":[],\"why\":1}\n", 2, 22, "unknown key 'why'; allowed are entry, said, saw, effects, decided")]
    [InlineData("HEADER{\"entry\":1,\"said\":[]}\n", 2, 1, "`saw`")]
    [InlineData("HEADER{\"entry\":0}\n", 2, 11, "'said' is missing")]
    [InlineData("HEADER{\"entry\":-1,\"said\":[]}\n", 2, 10, "'-1' where the number of a step is expected")]
    [InlineData("HEADER{\"entry\":0,\"said\":[]} x\n", 2, 23, "no JSON")]
    [InlineData("HEADER{\"entry\":0,\"said\":[]}\n{\"entry\":2,\"said\":[],\"saw\":{\"kind\":\"wake\",\"at\":0,\"id\":1}}\n", 3, 1, "step 2 where step 1")]
    [InlineData("HEADER{\"entry\":0,\"said\":[],\"effects\":[{\"do\":\"jump\"}]}\n", 2, 39, "'jump'")]
    [InlineData("HEADER{\"entry\":0,\"said\":[],\"effects\":[{\"do\":\"setWeight\",\"weight\":\"11/10\"}]}\n", 2, 60, "parts of all parts")]
    [InlineData("HEADER{\"entry\":0,\"said\":[],\"effects\":[{\"do\":\"wake\",\"id\":1}]}\n", 2, 33, "do, id, at")]
    [InlineData("HEADER{\"entry\":0,\"said\":[],\"decided\":{\"kind\":\"hold\",\"reason\":\"mood\",\"step\":0,\"at\":0}}\n", 2, 56, "'mood'")]
    [InlineData("HEADER{\"entry\":0,\"said\":[]}\n{\"done\":3,\"effect\":0,\"result\":\"\"}\n", 3, 1, "not come yet")]
    [InlineData("HEADER{\"entry\":0,\"said\":[]}\n{\"done\":0,\"effect\":0,\"result\":\"\"}\n", 3, 1, "no effect 0")]
    [InlineData("HEADER{\"entry\":1,\"said\":[],\"saw\":{\"kind\":\"measured\",\"at\":0,\"id\":1,\"samples\":{\"rows\":[]},\"answers\":[]}}\n", 2, 79, "columns")]
    [InlineData("HEADER\n", 2, 1, "no JSON")]
    [InlineData("HEADER{\"note\":\"\\ud800\",\"at\":0}\n", 2, 9, "no well-formed text")]
    public void WhatIsNoJournal_IsRefusedAtItsPlace(string text, int line, int column, string message)
    {
        string header = Encoding.UTF8.GetString(new JournalWriter().Write(Header));
        JournalReading reading = JournalLines.Read(Encoding.UTF8.GetBytes(text.Replace("HEADER", header, StringComparison.Ordinal)));
        JournalProblem problem = Assert.IsType<JournalReading.Refused>(reading).Problem;
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void ChangedPolicy_IsRefused()
    {
        string changed = Encoding.UTF8.GetString(new JournalWriter().Write(Header)).Replace("kind: Policy", "kind: policy", StringComparison.Ordinal);
        JournalReading reading = JournalLines.Read(Encoding.UTF8.GetBytes(changed));
        Assert.Contains("text was changed", Assert.IsType<JournalReading.Refused>(reading).Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_TellsTextsAndOptionsApart()
    {
        string[] hashes =
        [
            JournalHeader.HashOf([new("a", "x"), new("b", "y")]), JournalHeader.HashOf([new("a", "y"), new("b", "x")]), JournalHeader.HashOf([new("a", "xy")]),
            JournalHeader.HashOf([new("a", "x"), new("b", "y")], ImmutableSortedDictionary<string, string>.Empty.Add("k", "v")),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    /// <summary>Damage is read or refused, and never anything else.</summary>
    [Fact]
    public void DamagedJournals_AreReadOrRefused()
    {
        JournalWriter writer = new();
        byte[] whole =
        [
            .. writer.Write(Header), .. writer.Write(Look(1, 1)),
            .. writer.Write(new JournalLine.Step(2, new JournalEntry(Observation.MomentReached(1, default), [.. EveryEffect()], default, [], ["said"]))),
        ];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 2]).Sample(
            (place, value, how) =>
            {
                byte[] damaged = how switch
                {
                    0 => [.. whole[..place], value, .. whole[(place + 1)..]],
                    1 => [.. whole[..place], .. whole[(place + 1)..]],
                    _ => [.. whole[..place], value, .. whole[place..]],
                };
                JournalReading reading = JournalLines.Read(damaged);
                Assert.True(reading is JournalReading.Read or JournalReading.Refused { Problem: { Line: >= 1 and <= 5, Column: >= 1, Message.Length: > 0 } });
            },
            iter: 5000,
            seed: "0N0XIzNsQ0O2",
            threads: 1);
    }

    [Fact]
    public void Names_AreDifferent_OneAMember()
    {
        AssertTable(JournalNames.Arms);
        AssertTable(JournalNames.Observations);
        AssertTable(JournalNames.Effects);
        AssertTable(JournalNames.Decisions);
        AssertTable(JournalNames.Reasons);
        AssertTable(JournalNames.Words);
        AssertTable(JournalNames.Hooks);
        AssertTable(JournalNames.Counters);
    }

    private static void AssertTable<T>(NameTable<T> table)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Length, table.Names.Distinct().Count());
        foreach (T member in Enum.GetValues<T>())
        {
            Assert.Equal(member, table.Find(table.Of(member)));
            if (typeof(T) != typeof(ObservationKind))
                Assert.Equal(member.ToString(), table.Of(member), ignoreCase: true);
        }
    }

    private static IEnumerable<Effect> EveryEffect() =>
    [
        Effect.Wake(1, new Moment(5)), Effect.Measure(2), Effect.Measure(3, 1), Effect.Cancel(4), Effect.SetWeight(new TrafficWeight(2, 7)),
        Effect.Scale(Arm.Canary, 3), Effect.Mirror(true), Effect.CallHook(1, "h"), Effect.CallHook(2, "l", HookKind.LoadTest), Effect.Pause(), Effect.Promote(),
        Effect.Abort(), Effect.Record("done"),
    ];

    private static JournalLine.Step Look(int number, int pods)
    {
        MeasurementPlan plan = new([new(CounterKind.Requests, 0), new(CounterKind.LatencyBucket, 2)], []);
        SampleWindow window = new(plan.Columns(pods, pods));
        window.Add(new Moment(number)).Fill(number);
        return new JournalLine.Step(
            number, new JournalEntry(Observation.MeasurementAnswered(number, new Moment(number), new Measurements(window, [QueryAnswer.NoData])), [], default, [], []));
    }

    private static Observation Through(Observation observation)
    {
        JournalWriter writer = new();
        return Read([.. writer.Write(Header), .. writer.Write(new JournalLine.Step(1, new JournalEntry(observation, [], default, [], [])))]).Entries[0].Observation;
    }

    private static RecordedRollout Read(ReadOnlySpan<byte> bytes) => Assert.IsType<JournalReading.Read>(JournalLines.Read(bytes)).Rollout;

    private static long[] Bits(ReadOnlySpan<double> values) => [.. values.ToArray().Select(BitConverter.DoubleToInt64Bits)];
}
