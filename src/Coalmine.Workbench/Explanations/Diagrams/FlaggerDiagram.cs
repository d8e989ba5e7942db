using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Workbench.Explanations.Words;

namespace Coalmine.Workbench.Explanations.Diagrams;

/// <summary>The states of a Canary: phases with weights, as its own machine goes through them when every check passes, and how a run fails.</summary>
internal static class FlaggerDiagram
{
    private const string Running = "running";
    private const string Failed = "failed";
    private const string Stalled = "stalled";

    /// <summary>The diagram.</summary>
    /// <param name="schedule">The schedule with passing checks.</param>
    /// <param name="threshold">Failed checks that end the run.</param>
    public static string Of(FlaggerSchedule schedule, int threshold)
    {
        ImmutableArray<FlaggerScheduledTick> ticks = Distinct(schedule.Ticks);
        int ends = ticks.IndexOf(ticks.FirstOrDefault(tick => IsOver(tick.State.Phase)));
        int running = ends < 0 ? ticks.Length : ends;
        bool isChecked = ticks.Any(tick => tick.IsChecked);
        StateDiagram diagram = new();
        if (isChecked)
            diagram.Open(Running, "under analysis");
        for (int i = 0; i < running; i++)
            diagram.State(Id(i), FlaggerWords.Label(ticks[i].State.Phase, ticks[i].Weight));
        for (int i = 0; i + 1 < running; i++)
            diagram.Edge(Id(i), Id(i + 1), Label(ticks[i + 1]));
        if (isChecked)
            diagram.Close();
        for (int i = running; i < ticks.Length; i++)
            diagram.State(Id(i), FlaggerWords.Label(ticks[i].State.Phase, ticks[i].Weight));
        diagram.Edge(StateDiagram.Terminal, Id(0), "new revision noticed");
        for (int i = Math.Max(0, running - 1); i + 1 < ticks.Length; i++)
            diagram.Edge(Id(i), Id(i + 1), Label(ticks[i + 1]));
        if (isChecked)
            diagram.State(Failed, FlaggerWords.Label(FlaggerPhase.Failed, 0))
                .Edge(Running, Failed, $"the tick after the {Sentences.Place(threshold)} failed check in total")
                .Edge(Failed, StateDiagram.Terminal);
        if (schedule.Stalls)
            diagram.State(Stalled, "nothing changes any more").Edge(Id(ticks.Length - 1), Stalled, "passing checks change nothing");
        else
            diagram.Edge(Id(ticks.Length - 1), StateDiagram.Terminal);
        return diagram.ToString();
    }

    // Ticks that change neither phase nor weight are one state.
    private static ImmutableArray<FlaggerScheduledTick> Distinct(ImmutableArray<FlaggerScheduledTick> ticks)
    {
        ImmutableArray<FlaggerScheduledTick>.Builder distinct = ImmutableArray.CreateBuilder<FlaggerScheduledTick>();
        foreach (FlaggerScheduledTick tick in ticks)
            if (distinct.Count == 0 || (tick.State.Phase, tick.Weight) != (distinct[^1].State.Phase, distinct[^1].Weight))
                distinct.Add(tick);
        return distinct.ToImmutable();
    }

    private static bool IsOver(FlaggerPhase phase) =>
        phase is FlaggerPhase.Promoting or FlaggerPhase.Finalising or FlaggerPhase.Succeeded or FlaggerPhase.Failed;

    private static string Label(FlaggerScheduledTick reached) => reached switch
    {
        { IsChecked: true } => "checks pass",
        { State.Phase: FlaggerPhase.Finalising } => "primary ready",
        _ => "next tick",
    };

    private static string Id(int tick) => string.Create(CultureInfo.InvariantCulture, $"state{tick + 1}");
}
