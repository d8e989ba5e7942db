using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>The state of a rollout by Flagger.</summary>
internal sealed class FlaggerMemory(FlaggerMachine machine) : RolloutMemory
{
    private readonly CheckVerdict[] _verdict = new CheckVerdict[1];
    private bool _showsVerdict;

    /// <summary>The decisions.</summary>
    public FlaggerMachine Machine { get; } = machine;

    /// <summary>The object for the next tick; an operator's word edits it.</summary>
    public FlaggerCanarySpec Spec { get; set; } = machine.Spec;

    /// <summary>The target's pods.</summary>
    public FlaggerPods Canary { get; set; }

    /// <summary>The primary's pods.</summary>
    public FlaggerPods Primary { get; set; }

    /// <summary>What the failed checks of this run were.</summary>
    public FlaggerFailures Failures { get; set; }

    /// <summary>When the next tick is due.</summary>
    public Moment NextTick { get; set; }

    /// <summary>Whether a tick came while another was unanswered; further ones are dropped.</summary>
    public bool IsTickPending { get; set; }

    /// <summary>Whether the target waits to be scaled up until the primary's pods are known.</summary>
    public bool WaitsToScale { get; set; }

    /// <summary>Number of the last question.</summary>
    public int Asked { get; set; }

    /// <summary>Steps taken: raised weights or counted iterations, less one.</summary>
    public int Step { get; set; }

    /// <summary>The weight last asked for, in percent.</summary>
    public int Weight { get; set; }

    /// <summary>Whether the routers have been seen to use it; what they use afterwards is somebody else's doing.</summary>
    public bool IsWeightSeen { get; set; }

    /// <summary>Whether requests are mirrored.</summary>
    public bool IsMirroring { get; set; }

    internal override ReadOnlySpan<CheckVerdict> Verdicts => _showsVerdict ? _verdict : [];

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Reset(FlaggerCanarySpec spec, Moment firstTick)
    {
        Consume();
        Outcome = RolloutOutcome.Open;
        Machine.Restore(FlaggerState.Initialized(default));
        Machine.Spec = spec;
        Spec = spec;
        Canary = default;
        Primary = default;
        Failures = default;
        NextTick = firstTick;
        IsTickPending = false;
        WaitsToScale = false;
        Asked = FlaggerIds.FirstQuestion;
        Step = -1;
        Weight = 0;
        IsWeightSeen = false;
        IsMirroring = false;
        _showsVerdict = false;
    }

    /// <summary>The next step shows no verdict.</summary>
    public void HideVerdict() => _showsVerdict = false;

    /// <summary>Shows what a metric came to. Missing values and errors are failed checks like any other.</summary>
    public void Show(int check, FlaggerMetricVerdict verdict, double value)
    {
        _showsVerdict = true;
        _verdict[0] = new CheckVerdict
        {
            Check = check,
            Kind = verdict == FlaggerMetricVerdict.Pass ? VerdictKind.Pass : VerdictKind.Fail,
            Reason = verdict switch
            {
                FlaggerMetricVerdict.Pass => VerdictReason.WithinThreshold,
                FlaggerMetricVerdict.Fail => VerdictReason.BeyondThreshold,
                FlaggerMetricVerdict.NoValues => VerdictReason.NoData,
                _ => VerdictReason.QueryFailed,
            },
            Guarantee = Guarantee.Heuristic,
            Canary = value,
            Baseline = double.NaN,
            Lower = double.NaN,
            Upper = double.NaN,
            Had = double.NaN,
            Needed = double.NaN,
            Dispersion = 1,
        };
    }

    public override RolloutMemory Fork()
    {
        FlaggerMemory fork = new(Machine.Fork())
        {
            Spec = Spec,
            Canary = Canary,
            Primary = Primary,
            Failures = Failures,
            NextTick = NextTick,
            IsTickPending = IsTickPending,
            WaitsToScale = WaitsToScale,
            Asked = Asked,
            Step = Step,
            Weight = Weight,
            IsWeightSeen = IsWeightSeen,
            IsMirroring = IsMirroring,
        };
        fork.CopyBasics(this);
        fork._verdict[0] = _verdict[0];
        fork._showsVerdict = _showsVerdict;
        return fork;
    }
}
