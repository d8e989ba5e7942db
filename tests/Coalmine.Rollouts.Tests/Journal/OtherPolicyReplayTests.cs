using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Controllers;
using Coalmine.Rollouts.Tests.Worlds;
using CsCheck;
using Xunit;
using Check = Coalmine.Rollouts.Checks.Check;

namespace Coalmine.Rollouts.Tests.Journal;

/// <summary>What another policy would have decided over a record, and where the record cannot tell.</summary>
public sealed class OtherPolicyReplayTests
{
    private static readonly Check ErrorLimit = Given.Check(Given.Errors, Given.AtMost(0.05), Given.Sequential);
    private static readonly Check ErrorMargin = Given.Check(Given.Errors, Given.Points(0.005), Given.Sequential);

    /// <summary>The same policy must say the same: every decision in the same words until its end.</summary>
    [Fact]
    public void TheRecordsOwnPolicy_DecidesTheSame() => RandomRollout.Any.Sample(
        random =>
        {
            // Stray answers and wakes are the shell's mistakes; a policy that is asked over a record makes none.
            RandomRollout rollout = random with
            {
                Noise = [.. random.Noise.Where(said => said.Kind is ObservationKind.OperatorSaid or ObservationKind.WorkloadObserved)],
            };
            ScriptedWorld world = rollout.World().Run();
            OtherPolicyReplay other = Over(world, world.Policy);
            string[] recorded = [.. Said(world.Journal)];
            string[] replayed = [.. Said(other.Journal)];
            Assert.Equal(recorded, replayed);
            if (world.Outcome == RolloutOutcome.Open)
                Assert.IsType<RecordEnd.RecordIsOver>(other.End);
            else
                Assert.Equal(world.Outcome, Assert.IsType<RecordEnd.Decided>(other.End).Outcome);
        },
        iter: 100,
        seed: "0N0XIzNsQ0O2",
        threads: 1);

    /// <summary>A policy that looks half as often, and moves when the record does, sees what it would have seen in that world.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LooksAtOtherMoments_AreAnsweredFromTheSamples(double harm)
    {
        ScriptedWorld record = World(Policy(1, 10, ErrorLimit), harm).Run();
        ScriptedWorld direct = World(Policy(2, 5, ErrorMargin), harm).Run();
        OtherPolicyReplay other = Over(record, direct.Policy);
        Assert.Equal(Said(direct.Journal), Said(other.Journal));
        Assert.Equal(direct.Outcome, Assert.IsType<RecordEnd.Decided>(other.End).Outcome);
    }

    [Fact]
    public void AnotherWeight_EndsWhatTheRecordTells_AtItsMoment()
    {
        ScriptedWorld record = World(Policy(1, 10, ErrorLimit)).Run();
        BoundPolicy faster = Given.Bind(Policy(1, 4, ErrorLimit));
        RecordEnd.WeightsDiffer end = Assert.IsType<RecordEnd.WeightsDiffer>(Over(record, faster).End);
        Assert.Equal((Moment.FromSeconds(240), new TrafficWeight(10), new TrafficWeight(50)), (end.At, end.Recorded, end.Wanted));
        BoundPolicy larger = Given.Bind(Given.Policy(Given.Plan(Given.Step(25)), ErrorLimit));
        Assert.Equal(Moment.Start, Assert.IsType<RecordEnd.WeightsDiffer>(Over(record, larger).End).At);
    }

    [Fact]
    public void AStricterPolicy_RollsBackWhereTheRecordWentOn()
    {
        ScriptedWorld record = World(Policy(1, 30, ErrorLimit), 2.5).Run();
        OtherPolicyReplay other = Over(record, Given.Bind(Policy(1, 30, ErrorMargin)));
        Assert.Equal(RolloutOutcome.Promoted, record.Outcome);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, Assert.IsType<RecordEnd.Decided>(other.End).Outcome);
    }

    [Fact]
    public void ALaxerPolicy_CannotBeToldOnceTheRecordIsRolledBack()
    {
        ScriptedWorld record = World(Policy(1, 30, ErrorMargin), 2.5).Run();
        OtherPolicyReplay other = Over(record, Given.Bind(Policy(1, 30, ErrorLimit)));
        RecordEnd.WeightsDiffer end = Assert.IsType<RecordEnd.WeightsDiffer>(other.End);
        Assert.Equal((TrafficWeight.None, new TrafficWeight(10)), (end.Recorded, end.Wanted));
        Assert.Equal(record.Journal.Entries.First(entry => entry.Decision.Kind == DecisionKind.RollBack).Decision.At, end.At);
    }

    [Fact]
    public void WhatWasNotRecorded_IsSaid()
    {
        ScriptedWorld record = World(Policy(1, 10, ErrorLimit)).Run();
        BoundPolicy slow = Given.Bind(Policy(1, 10, Given.Check(Given.P99, Given.AtMost(0.2), Given.Sequential)));
        Assert.Contains(new CounterNeed(CounterKind.LatencyBucket, 3), Assert.IsType<RecordEnd.CountersMissing>(Over(record, slow).End).Counters);
        Policy asking = Policy(1, 10, ErrorLimit, Given.Check(Given.Errors, Given.AtMost(0.5), Given.Point));
        Assert.Equal(Moment.FromSeconds(60), Assert.IsType<RecordEnd.AnswerMissing>(Over(record, Given.Bind(asking)).End).At);
        Policy hooked = Policy(1, 10, ErrorLimit);
        hooked = hooked with { Plan = hooked.Plan with { Hooks = new HookNames("gate", "", "", TimeSpan.FromMinutes(1)) } };
        Assert.Equal("gate", Assert.IsType<RecordEnd.HookMissing>(Over(record, Given.Bind(hooked)).End).Hook);
        Policy shadowed = Policy(1, 10, ErrorLimit);
        shadowed = shadowed with { Plan = shadowed.Plan with { Shadow = TimeSpan.FromMinutes(5) } };
        Assert.Equal(Moment.Start, Over(record, Given.Bind(shadowed)).End.At);
    }

    [Fact]
    public void Queries_AreAnsweredWhereTheRecordAskedTheSame()
    {
        Check asked = Given.Check(Given.Errors, Given.AtMost(0.05), Given.Point);
        ScriptedWorld record = World(Policy(1, 10, asked)).Run();
        Check stricter = Given.Check(Given.Errors, Given.AtMost(0.008), Given.Point);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, Assert.IsType<RecordEnd.Decided>(Over(record, Given.Bind(Policy(2, 5, stricter))).End).Outcome);
        Assert.IsType<RecordEnd.AnswerMissing>(Over(record, Given.Bind(Policy(1.5, 5, asked))).End);
    }

    private static OtherPolicyReplay Over(ScriptedWorld record, BoundPolicy policy) => OtherPolicyReplay.Run(
        record.Journal.Entries, record.Policy.Measurements, new NativeController(policy), TimeSpan.FromSeconds(15));

    private static Policy Policy(double everyMinutes, int passes, params Check[] checks) =>
        Given.Policy(Given.Plan(Given.Step(10, everyMinutes, passes), Given.Step(50, everyMinutes, passes)), checks);

    private static ScriptedWorld World(Policy policy, double harm = 1) => new(Given.Bind(policy))
    {
        Increment = (world, key) => ScriptedWorld.Healthy(world, key) * (key is { Arm: Arm.Canary, Kind: CounterKind.Errors } ? harm : 1),
        Answer = (_, _) => QueryAnswer.Of(0.01),
    };

    private static IEnumerable<string> Said(RolloutJournal journal) => journal.Entries
        .Where(entry => entry.Decision.Kind != DecisionKind.None)
        .Select(entry => FormattableString.Invariant($"{entry.Decision.At.Seconds} {string.Join("; ", entry.Sentences)}"));
}
