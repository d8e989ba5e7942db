using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Controllers.Argo.Replicas;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>The state of a rollout under Argo's rules.</summary>
internal sealed class ArgoMemory(ArgoPlan plan) : RolloutMemory
{
    private readonly CheckVerdict[] _verdict = new CheckVerdict[1];
    private RolloutStatus _status;
    private bool _showsVerdict;

    /// <summary>The Rollout's status.</summary>
    public ref RolloutStatus Status => ref _status;

    /// <summary>The runs, in the order of the plan.</summary>
    public RunGroup[] Groups { get; private init; } = [.. plan.Groups.Select(group => new RunGroup(group))];

    /// <summary>The measurements that are wanted or waited for.</summary>
    public List<AskedMetric> Asked { get; private init; } = [];

    /// <summary>Lends the lists that answers are judged as.</summary>
    public AnswerVectors Answers { get; } = new();

    /// <summary>What the present pass asks for.</summary>
    public PassRequests Requests { get; } = new();

    /// <summary>Measurements asked for so far.</summary>
    public int MeasurementCount { get; set; }

    /// <summary>The canary's pods as last seen or asked for.</summary>
    public ReplicaSetCount Canary { get; set; }

    /// <summary>The old pods as last seen or asked for.</summary>
    public ReplicaSetCount Old { get; set; }

    /// <summary>The weight that the world was last asked for.</summary>
    public TrafficWeight Weight { get; set; }

    /// <summary>How a rollback ends, once the traffic has left the canary; open while there is none.</summary>
    public RolloutOutcome RollbackOutcome { get; set; }

    /// <summary>The decision to roll back, as it was made.</summary>
    public Decision Rollback { get; set; }

    /// <summary>When the controller last asked to be woken; never when it did not.</summary>
    public Moment WakeAt { get; set; }

    internal override ReadOnlySpan<CheckVerdict> Verdicts => _showsVerdict ? _verdict : [];

    /// <summary>Shows the verdict of this step.</summary>
    public void Show(in CheckVerdict verdict)
    {
        _verdict[0] = verdict;
        _showsVerdict = true;
    }

    /// <summary>Where the measurement with an id stands among those waited for; below 0 where it is not waited for.</summary>
    public int IndexOfAsked(int id)
    {
        // No predicate: it would be a new object for every measurement.
        for (int i = 0; i < Asked.Count; i++)
        {
            if (Asked[i].Id == id)
                return i;
        }

        return -1;
    }

    /// <summary>Waits no longer for the measurements of a run.</summary>
    /// <param name="group">Index of the run.</param>
    public void ForgetAsked(int group)
    {
        for (int i = Asked.Count - 1; i >= 0; i--)
        {
            if (Asked[i].Group == group)
                Asked.RemoveAt(i);
        }
    }

    /// <summary>The present step begins without a verdict.</summary>
    public void HideVerdict() => _showsVerdict = false;

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset()
    {
        Consume();
        Outcome = RolloutOutcome.Open;
        _status = new RolloutStatus { IsUserPaused = plan.Spec.IsPaused };
        foreach (RunGroup group in Groups)
            group.End();
        Asked.Clear();
        MeasurementCount = 0;
        int pods = plan.Spec.Replicas;
        Canary = new ReplicaSetCount(0, 0, 0);
        Old = new ReplicaSetCount(pods, pods, pods);
        Weight = TrafficWeight.None;
        RollbackOutcome = RolloutOutcome.Open;
        Rollback = default;
        WakeAt = Moment.Never;
        HideVerdict();
    }

    public override RolloutMemory Fork()
    {
        ArgoMemory fork = new(plan)
        {
            Groups = Array.ConvertAll(Groups, group => group.Copy()),
            Asked = [.. Asked],
            MeasurementCount = MeasurementCount,
            Canary = Canary,
            Old = Old,
            Weight = Weight,
            RollbackOutcome = RollbackOutcome,
            Rollback = Rollback,
            WakeAt = WakeAt,
            _status = _status,
            _showsVerdict = _showsVerdict,
        };
        fork._verdict[0] = _verdict[0];
        fork.CopyBasics(this);
        return fork;
    }
}
