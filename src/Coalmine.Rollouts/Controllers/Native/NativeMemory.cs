using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Native;

/// <summary>The state of a native rollout.</summary>
internal sealed class NativeMemory(BoundPolicy policy, EvaluationState evaluation) : RolloutMemory
{
    private bool _showsVerdicts;

    public NativeMemory(BoundPolicy policy)
        : this(policy, EvaluationState.For(policy))
    {
    }

    /// <summary>What the evaluator has gathered.</summary>
    public EvaluationState Evaluation { get; } = evaluation;

    /// <summary>Where the rollout stands.</summary>
    public NativePhase Phase { get; set; }

    /// <summary>The plan's step; -1 before the first.</summary>
    public int Step { get; set; }

    /// <summary>The weight asked for.</summary>
    public TrafficWeight Weight { get; set; }

    /// <summary>When the step (or the shadow stage) began.</summary>
    public Moment StepBegan { get; set; }

    /// <summary>From when the waiting for evidence counts: the begin of the step, or an operator's resume.</summary>
    public Moment WaitsSince { get; set; }

    /// <summary>When the weight last moved.</summary>
    public WeightMove WeightMove { get; set; }

    /// <summary>Whether the routers have been seen to use the weight asked for.</summary>
    public bool IsWeightSeen { get; set; }

    /// <summary>When the present look was due.</summary>
    public Moment LookDue { get; set; }

    /// <summary>When data were last had.</summary>
    public Moment LastDataAt { get; set; }

    /// <summary>Looks in a row that count towards leaving the step.</summary>
    public int Passes { get; set; }

    /// <summary>Id of the measurement that is waited for; 0 for none.</summary>
    public int Measuring { get; set; }

    /// <summary>Measurements asked for so far.</summary>
    public int Looks { get; set; }

    /// <summary>The highest revision of the baseline's pods seen before promotion; 0 when none was.</summary>
    public int BaselineRevision { get; set; }

    /// <summary>Whether the pre-rollout hook has agreed and only an operator's pause keeps the rollout from starting.</summary>
    public bool HasHookAgreed { get; set; }

    /// <summary>Whether an operator (or a rule) holds the weight.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Whether an operator has released the present step.</summary>
    public bool IsReleased { get; set; }

    internal override ReadOnlySpan<CheckVerdict> Verdicts => _showsVerdicts ? Evaluation.Verdicts : [];

    /// <summary>Says whether the present step was a look.</summary>
    public void ShowVerdicts(bool shows) => _showsVerdicts = shows;

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset(Moment at)
    {
        Consume();
        Outcome = RolloutOutcome.Open;
        Evaluation.Reset();
        Phase = NativePhase.PreRollout;
        Step = -1;
        Weight = TrafficWeight.None;
        StepBegan = at;
        WaitsSince = at;
        WeightMove = WeightMove.At(at);
        IsWeightSeen = false;
        LookDue = at;
        LastDataAt = at;
        Passes = 0;
        Measuring = 0;
        Looks = 0;
        BaselineRevision = 0;
        HasHookAgreed = false;
        IsPaused = false;
        IsReleased = false;
        _showsVerdicts = false;
    }

    /// <summary>Saves or loads everything that <see cref="Fork"/> copies, but for effects and verdicts of the last step.</summary>
    public void Exchange(SnapshotStream stream)
    {
        ExchangeBasics(stream);
        Phase = stream.Member(Phase);
        Step = stream.Whole(Step);
        Weight = stream.Weight(Weight);
        StepBegan = stream.Moment(StepBegan);
        WaitsSince = stream.Moment(WaitsSince);
        WeightMove = WeightMove.Exchange(stream);
        IsWeightSeen = stream.Flag(IsWeightSeen);
        LookDue = stream.Moment(LookDue);
        LastDataAt = stream.Moment(LastDataAt);
        Passes = stream.Whole(Passes);
        Measuring = stream.Whole(Measuring);
        Looks = stream.Whole(Looks);
        BaselineRevision = stream.Whole(BaselineRevision);
        HasHookAgreed = stream.Flag(HasHookAgreed);
        IsPaused = stream.Flag(IsPaused);
        IsReleased = stream.Flag(IsReleased);
        Evaluation.Exchange(stream);
        if (Step < -1 || Step >= policy.Policy.Plan.Steps.Length)
            throw SnapshotStream.Fault("the plan has no such step");
    }

    public override RolloutMemory Fork()
    {
        NativeMemory fork = new(policy, Evaluation.Copy())
        {
            Phase = Phase,
            Step = Step,
            Weight = Weight,
            StepBegan = StepBegan,
            WaitsSince = WaitsSince,
            WeightMove = WeightMove,
            IsWeightSeen = IsWeightSeen,
            BaselineRevision = BaselineRevision,
            HasHookAgreed = HasHookAgreed,
            LookDue = LookDue,
            LastDataAt = LastDataAt,
            Passes = Passes,
            Measuring = Measuring,
            Looks = Looks,
            IsPaused = IsPaused,
            IsReleased = IsReleased,
        };
        fork.CopyBasics(this);
        fork._showsVerdicts = _showsVerdicts;
        return fork;
    }
}
