using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Argo.Passes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>
/// A run under way: one analysis, or an experiment with its analyses. Used again for every run of the same plan. A run that is told to end is let go at once:
/// what it still waits for no longer matters, and its phase is Successful, since one that had failed would be over.
/// </summary>
internal sealed class RunGroup
{
    private readonly AnalysisRun[] _members;
    private readonly int[] _waiting;

    /// <summary>A run of a plan.</summary>
    public RunGroup(RunGroupPlan plan)
        : this(plan, [.. plan.Members.Select(member => new AnalysisRun(member.Preparation))])
    {
    }

    private RunGroup(RunGroupPlan plan, AnalysisRun[] members)
    {
        Plan = plan;
        _members = members;
        _waiting = new int[members.Length];
    }

    /// <summary>The plan.</summary>
    public RunGroupPlan Plan { get; }

    /// <summary>Number of the run in the rollout; 0 when none is under way.</summary>
    public int Number { get; private set; }

    /// <summary>Its phase.</summary>
    public AnalysisPhase Phase { get; private set; }

    /// <summary>When an experiment's pods came up.</summary>
    private Moment StartedAt { get; set; }

    /// <summary>The run of an analysis.</summary>
    public AnalysisRun Member(int index) => _members[index];

    /// <summary>Begins a run.</summary>
    public void Start(int number, Moment now)
    {
        Number = number;
        Phase = AnalysisPhase.Pending;
        StartedAt = WholeSeconds.Of(now);
        Array.Clear(_waiting);
        foreach (AnalysisRun member in _members)
            member.Reset(now);
    }

    /// <summary>Lets the run go.</summary>
    public void End()
    {
        Number = 0;
        Phase = AnalysisPhase.Successful;
        Array.Clear(_waiting);
    }

    /// <summary>Lets each analysis that is due, and waits for nothing, make its passes.</summary>
    /// <param name="group">Index of this run.</param>
    /// <param name="now">The moment.</param>
    /// <param name="asked">Receives the measurements that are wanted.</param>
    /// <returns>Whether anything happened.</returns>
    public bool Advance(int group, Moment now, List<AskedMetric> asked)
    {
        if (Number == 0 || Phase >= AnalysisPhase.Successful)
            return false;
        bool any = false;
        for (int i = 0; i < _members.Length; i++)
        {
            while (_waiting[i] == 0 && _members[i].NextPass <= now)
            {
                any = true;
                ReadOnlySpan<int> metrics = _members[i].BeginPass(now);
                foreach (int metric in metrics)
                    asked.Add(new AskedMetric(0, group, i, metric, now));
                _waiting[i] = metrics.Length;
                if (metrics.IsEmpty)
                    _members[i].EndPass(now);
            }
        }

        return Settle(now) || any;
    }

    /// <summary>Takes a result in.</summary>
    /// <returns>The phase of the measurement.</returns>
    public AnalysisPhase Take(in AskedMetric asked, ProviderResult result, Moment now)
    {
        AnalysisPhase phase = _members[asked.Member].Take(asked.Metric, result, now);
        EndAnswered(asked.Member, now);
        return phase;
    }

    /// <summary>Takes a failed query in: the measurement is an error.</summary>
    public void TakeError(in AskedMetric asked, string message, Moment now)
    {
        _members[asked.Member].Take(asked.Metric, new MeasurementVerdict(AnalysisPhase.Error, message), now);
        EndAnswered(asked.Member, now);
    }

    /// <summary>When something is due that waits for no answer.</summary>
    public Moment NextWake(Moment now)
    {
        Moment next = Moment.Never;
        if (Number == 0 || Phase >= AnalysisPhase.Successful)
            return next;
        for (int i = 0; i < _members.Length; i++)
        {
            if (_waiting[i] == 0)
                next = Moment.Earlier(next, _members[i].NextPass);
        }

        Moment end = Plan.DurationSeconds is { } seconds ? WholeSeconds.Later(StartedAt, seconds) : Moment.Never;
        return end > now ? Moment.Earlier(next, end) : next;
    }

    /// <summary>A run of its own with the same state.</summary>
    public RunGroup Copy()
    {
        RunGroup copy = new(Plan, Array.ConvertAll(_members, member => member.Copy())) { Number = Number, Phase = Phase, StartedAt = StartedAt };
        _waiting.CopyTo(copy._waiting, 0);
        return copy;
    }

    private void EndAnswered(int member, Moment now)
    {
        if (--_waiting[member] == 0)
            _members[member].EndPass(now);
        Settle(now);
    }

    private bool Settle(Moment now)
    {
        AnalysisPhase before = Phase;
        Phase = Plan.Kind == RunKind.Experiment ? ExperimentPhase(now) : _members[0].Phase;
        return Phase != before;
    }

    /// <summary>
    /// An analysis that ends badly ends the experiment; those required for completion end it early; else its time does, if none of those required is still
    /// under way, whatever the others do (reference, 1.9; experiments/experiment.go).
    /// </summary>
    private AnalysisPhase ExperimentPhase(Moment now)
    {
        AnalysisPhase worst = AnalysisPhase.Pending;
        bool hasRequired = false;
        bool allRequired = true;
        for (int i = 0; i < _members.Length; i++)
        {
            worst = _members[i].Phase > AnalysisPhase.Successful && _members[i].Phase > worst ? _members[i].Phase : worst;
            hasRequired |= Plan.Members[i].IsRequired;
            allRequired &= !Plan.Members[i].IsRequired || _members[i].Phase == AnalysisPhase.Successful;
        }

        if (worst != AnalysisPhase.Pending)
            return worst;
        bool isOver = Plan.DurationSeconds is { } seconds && now >= WholeSeconds.Later(StartedAt, seconds);
        return allRequired && (hasRequired || isOver) ? AnalysisPhase.Successful : AnalysisPhase.Running;
    }
}
