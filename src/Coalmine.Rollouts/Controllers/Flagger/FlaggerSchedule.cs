using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>
/// What a canary goes through when everything is ready in time, every gate accepts and no rollback is asked for: found by running the machine, so that it holds
/// for every combination of fields. Times are the tick's number times the interval, plus 0 to one interval until the revision is noticed.
/// </summary>
public sealed class FlaggerSchedule
{
    // A run of 1 % steps takes 104 ticks; one that has not ended after this many is stalled.
    private const int MostTicks = 10_000;

    private static readonly FlaggerTarget Old = new(1, 1);
    private static readonly FlaggerTarget New = new(2, 1);

    private FlaggerSchedule(ImmutableArray<FlaggerScheduledTick> ticks, bool stalls)
    {
        Ticks = ticks;
        Stalls = stalls;
    }

    /// <summary>The ticks, to the one that ends the run or, where it stalls, to the last one that changed something.</summary>
    public ImmutableArray<FlaggerScheduledTick> Ticks { get; }

    /// <summary>Whether the run never ends.</summary>
    public bool Stalls { get; }

    /// <summary>Runs a canary whose checks all pass, or all fail.</summary>
    /// <param name="spec">The canary; suspension is left out of account.</param>
    /// <param name="controller">The controller's own provider.</param>
    /// <param name="passes">Whether checks pass.</param>
    public static FlaggerSchedule Of(FlaggerCanarySpec spec, FlaggerProvider controller, bool passes)
    {
        FlaggerCanarySpec asked = spec with { Suspend = false, Analysis = WithOneMetric(spec.Analysis) };
        FlaggerMachine machine = new(asked, FlaggerState.Initialized(Old), controller);
        ImmutableArray<FlaggerScheduledTick>.Builder ticks = ImmutableArray.CreateBuilder<FlaggerScheduledTick>();
        for (int tick = 0; tick < MostTicks; tick++)
        {
            FlaggerState before = machine.State;
            bool isChecked = Run(machine, passes);
            bool changes = machine.State != before;
            if (changes || isChecked)
                ticks.Add(new FlaggerScheduledTick(tick, machine.State, machine.RoutedWeight, isChecked));
            if (!machine.State.IsRunning)
                return new FlaggerSchedule(ticks.ToImmutable(), stalls: false);
            if (!changes)
                break;
        }

        return new FlaggerSchedule(ticks.ToImmutable(), stalls: true);
    }

    private static bool Run(FlaggerMachine machine, bool passes)
    {
        bool isChecked = false;
        FlaggerQuestion question = machine.Begin(new FlaggerSight(New, FlaggerReadiness.Ready, FlaggerReadiness.Ready));
        while (question.Kind != FlaggerQuestionKind.None)
        {
            bool isMetric = question.Kind == FlaggerQuestionKind.Metric;
            isChecked |= isMetric;
            bool isAccepted = isMetric ? passes : machine.Spec.EffectiveAnalysis.Hooks[question.Index].Type != FlaggerHookType.Rollback;
            question = machine.Answer(isAccepted);
        }

        return isChecked;
    }

    /// <summary>One metric that can be asked stands for all of them.</summary>
    private static FlaggerAnalysis? WithOneMetric(FlaggerAnalysis? analysis) =>
        analysis is null ? null : analysis with { Metrics = [new FlaggerMetric { Name = "all", Query = "1" }] };
}
