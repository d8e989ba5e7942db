using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Models;

/// <summary>How one arm behaves at each moment of a world, faults included.</summary>
internal sealed class ArmTimeline
{
    private readonly Arm _arm;
    private readonly ModelBehaviour _model;
    private readonly Fault[] _faults;
    private readonly ImmutableArray<InputDrift> _drifts;
    private readonly Moment _last;

    /// <summary>Prepares an arm.</summary>
    public ArmTimeline(World world, Arm arm)
    {
        _model = arm == Arm.Baseline ? world.Baseline : world.Canary;
        _arm = arm;
        _faults = [.. world.Faults.Where(fault => fault.Hits(arm))];
        _drifts = DriftState.DriftsOf(world.Faults, arm);
        _last = new Moment(Moment.After(world.Duration).Nanoseconds - 1);
        Latency = LatencyLaw.Of(_model.Latency);
    }

    /// <summary>The fault-free latency, to be stretched by the behaviour.</summary>
    public LatencyLaw Latency { get; }

    /// <summary>The behaviour without faults.</summary>
    public MomentaryBehaviour FaultFree =>
        new(_model.ErrorRate, _model.Accuracy, _model.Conversion, 1, 0, 1) { Classes = _model.Classes, Scores = _model.Scores };

    /// <summary>Mean revenue of a conversion.</summary>
    public double RevenueMean => _model.Revenue.Mean;

    /// <summary>
    /// The behaviour at a moment of the pods that are there from the start: the canary's start with the rollout, the baseline's have been serving for long.
    /// </summary>
    public MomentaryBehaviour At(Moment moment) => At(moment, AgeAt(moment));

    /// <summary>The behaviour at a moment of a pod that has been serving for a while.</summary>
    public MomentaryBehaviour At(Moment moment, TimeSpan podAge)
    {
        MomentaryBehaviour behaviour = WithoutFaults(moment);
        foreach (Fault fault in _faults)
            if (fault.StrengthAt(moment, podAge) is > 0 and double strength)
                behaviour = fault.Apply(behaviour, _arm, strength);
        return behaviour;
    }

    /// <summary>The same of pods that are there from the start, for one of many requests: classes that faults move are left in a table.</summary>
    public MomentaryBehaviour At(Moment moment, ClassTable classes) => At(moment, AgeAt(moment), classes);

    /// <summary>The same for one of many requests: classes that faults move are left in a table, and the behaviour has none.</summary>
    public MomentaryBehaviour At(Moment moment, TimeSpan podAge, ClassTable classes)
    {
        MomentaryBehaviour behaviour = WithoutFaults(moment);
        foreach (Fault fault in _faults)
        {
            if (fault.StrengthAt(moment, podAge) is not (> 0 and double strength))
                continue;
            if (fault is not ClassFault moving)
            {
                behaviour = fault.Apply(behaviour, _arm, strength);
                continue;
            }

            if (behaviour.Classes.Exist)
                classes.Take(behaviour.Classes);
            behaviour = moving.Apply(behaviour, classes, strength) with { Classes = ClassMix.None };
        }

        return behaviour;
    }

    /// <summary>A learned model's answers at a moment, other faults left out; nothing where parameters say how the arm answers.</summary>
    public ScoredRows? RowsAt(Moment moment) =>
        _model.Scored?.In(_drifts.IsEmpty ? 0 : DriftState.KeyAt(_drifts, Moment.Earlier(moment, _last))); // after the end the last state stays

    /// <summary>How sure the model says it is at a moment.</summary>
    public ModelScores ScoresAt(Moment moment) => RowsAt(moment)?.Scores ?? _model.Scores;

    // What rows a learned model is given comes before all that goes wrong with its answers.
    private MomentaryBehaviour WithoutFaults(Moment moment) => RowsAt(moment) is { } rows
        ? FaultFree with { Accuracy = rows.Accuracy, Classes = rows.Classes, Scores = rows.Scores }
        : FaultFree;

    private TimeSpan AgeAt(Moment moment) => _arm == Arm.Baseline ? TimeSpan.MaxValue : moment.SinceStart;
}
