using System.Collections.Immutable;
using Coalmine.Learning.Arms;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>The arms of a scenario that are learned models, and what their world makes of them; nothing for an arm that parameters describe.</summary>
internal readonly record struct LearnedArms(LearnedArm? Baseline, LearnedArm? Canary)
{
    /// <summary>
    /// A prior shift draws other rows where learned models answer, so that their scores follow; else it moves the classes of parameters.
    /// </summary>
    public Located<Fault> Adapted(Located<Fault> fault) => Baseline is not null && Canary is not null && fault.Value is PriorShift shift
        ? fault with { Value = new InputDrift(shift.Name, new InputChange.ClassShare(shift.Class, shift.To), FaultTarget.Both, shift.Timing) }
        : fault;

    /// <summary>Scores the rows; whatever does not fit is said at its place.</summary>
    /// <param name="world">The world, whose arms get what their models answer.</param>
    /// <param name="faults">Its faults with their places.</param>
    /// <param name="said">What is said.</param>
    public bool TryScore(ref World world, ImmutableArray<Located<Fault>> faults, DiagnosticList said)
    {
        if (Baseline is not null && Canary is not null && Baseline.Data != Canary.Data)
        {
            said.Add(Canary.Position, LearnedMessages.OtherData);
            return false;
        }

        bool isScored = Fit(faults, said);
        (ModelBehaviour baseline, ModelBehaviour canary) = (world.Baseline, world.Canary);
        isScored = isScored && TryScore(Baseline, world, Arm.Baseline, said, out baseline) && TryScore(Canary, world, Arm.Canary, said, out canary);
        world = world with { Baseline = baseline, Canary = canary };

        // All that anybody asks of them is known now.
        Baseline?.Model.Dispose();
        Canary?.Model.Dispose();
        return isScored;
    }

    private static bool TryScore(LearnedArm? learned, World world, Arm arm, DiagnosticList said, out ModelBehaviour behaviour)
    {
        behaviour = arm == Arm.Baseline ? world.Baseline : world.Canary;
        if (learned is null)
            return true;
        ImmutableArray<InputDrift> drifts = DriftState.DriftsOf(world.Faults, arm);
        try
        {
            if (drifts.Length > DriftState.MostDrifts)
                throw new UnusableModelException(
                    $"{drifts.Length} drifts of inputs hit the {(arm == Arm.Baseline ? "baseline" : "canary")}; "
                        + $"at most {DriftState.MostDrifts} are possible.");
            behaviour = ModelScoring.Score(learned.Model, learned.Use, learned.Rows, drifts, world.Duration).Answering(behaviour);
            return true;
        }
        catch (UnusableModelException problem)
        {
            said.Add(learned.Position, LearnedMessages.Unusable(problem.Message));
            return false;
        }
    }

    private bool Fit(ImmutableArray<Located<Fault>> faults, DiagnosticList said)
    {
        bool fit = true;
        foreach ((Fault fault, TextPosition position) in faults)
        {
            if (fault is not InputDrift drift)
                continue;
            Message? problem = (drift.Hits(Arm.Baseline) && Baseline is null ? LearnedMessages.NoModel(drift.Name, "baseline") : (Message?)null)
                ?? (drift.Hits(Arm.Canary) && Canary is null ? LearnedMessages.NoModel(drift.Name, "canary") : (Message?)null)
                ?? ProblemOf(drift, (Canary ?? Baseline)!.Rows);
            if (problem is { } found)
                said.Add(position, found);
            fit &= problem is null;
        }

        return fit;
    }

    private static Message? ProblemOf(InputDrift drift, RowTable rows) => drift.Change switch
    {
        InputChange.Shift shift => Numbers(drift, rows, shift.Column),
        InputChange.Unit unit => Numbers(drift, rows, unit.Column),
        InputChange.Missing missing when rows.Find(missing.Column) is null =>
            LearnedMessages.NoColumn(drift.Name, missing.Column, "values", [.. rows.Columns.Select(column => column.Name)]),
        InputChange.CutText cut when rows.Find(cut.Column) is not RowColumn.Texts =>
            LearnedMessages.NoColumn(drift.Name, cut.Column, "texts", [.. rows.Columns.OfType<RowColumn.Texts>().Select(column => column.Name)]),
        InputChange.ClassShare prior => Class(drift, rows, prior.Class),
        InputChange.Concept concept when concept.From == concept.To => LearnedMessages.SameClass,
        InputChange.Concept concept =>
            Class(drift, rows, concept.From) ?? Class(drift, rows, concept.To) ?? Numbers(drift, rows, concept.Column),
        _ => null,
    };

    private static Message? Numbers(InputDrift drift, RowTable rows, string column) => rows.Find(column) is RowColumn.Numbers
        ? null
        : LearnedMessages.NoColumn(drift.Name, column, "numbers", [.. rows.Columns.OfType<RowColumn.Numbers>().Select(known => known.Name)]);

    private static Message? Class(InputDrift drift, RowTable rows, string name) =>
        rows.Classes.Contains(name) ? null : LearnedMessages.NoClass(drift.Name, name, rows.Classes);
}
