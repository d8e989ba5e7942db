using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Following;

/// <summary>The state of a rollout that somebody else drives.</summary>
internal sealed class FollowingMemory(BoundPolicy policy, EvaluationState evaluation) : RolloutMemory
{
    private bool _showsVerdicts;

    public FollowingMemory(BoundPolicy policy)
        : this(policy, EvaluationState.For(policy))
    {
    }

    /// <summary>What the evaluator has gathered.</summary>
    public EvaluationState Evaluation { get; } = evaluation;

    /// <summary>The weight that was seen last; none before the first.</summary>
    public TrafficWeight Weight { get; set; }

    /// <summary>When it was first seen.</summary>
    public Moment StepBegan { get; set; }

    /// <summary>From when the waiting for evidence counts.</summary>
    public Moment WaitsSince { get; set; }

    /// <summary>Between which moments the weight moved.</summary>
    public WeightMove WeightMove { get; set; }

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

    /// <summary>The rollback that was advised; final. Nothing while none was.</summary>
    public Decision? RollBack { get; set; }

    /// <summary>What was last said of the rollout, to be told at its end.</summary>
    public string LastWord { get; set; } = "";

    internal override ReadOnlySpan<CheckVerdict> Verdicts => _showsVerdicts ? Evaluation.Verdicts : [];

    /// <summary>Says whether the present step was a look.</summary>
    public void ShowVerdicts(bool shows) => _showsVerdicts = shows;

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset(Moment at)
    {
        Consume();
        Outcome = RolloutOutcome.Open;
        Evaluation.Reset();
        Weight = TrafficWeight.None;
        (StepBegan, WaitsSince, LookDue, LastDataAt) = (at, at, at, at);
        WeightMove = WeightMove.At(at);
        (Passes, Measuring, Looks) = (0, 0, 0);
        RollBack = null;
        LastWord = "";
        _showsVerdicts = false;
    }

    public override RolloutMemory Fork()
    {
        FollowingMemory fork = new(policy, Evaluation.Copy())
        {
            Weight = Weight,
            StepBegan = StepBegan,
            WaitsSince = WaitsSince,
            WeightMove = WeightMove,
            LookDue = LookDue,
            LastDataAt = LastDataAt,
            Passes = Passes,
            Measuring = Measuring,
            Looks = Looks,
            RollBack = RollBack,
            LastWord = LastWord,
        };
        fork.CopyBasics(this);
        fork._showsVerdicts = _showsVerdicts;
        return fork;
    }
}
