using Coalmine.Rollouts.Conditions;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// An AnalysisRun (argoproj/argo-rollouts, commit 9f8d111d, analysis/analysis.go): a machine that is stepped in passes. A pass begins (<see cref="BeginPass"/>
/// says what is to be measured), takes every answer (<see cref="Take(int, ProviderResult, Moment)"/> and its like), and ends (<see cref="EndPass"/>); the next
/// one is due at <see cref="NextPass"/>. Where answers come at once, all three have the same moment. Verdicts come from counters over the whole run, never from
/// a window. No allocation in the steady state but for messages of errors.
/// </summary>
public sealed class AnalysisRun
{
    private const long Second = 1_000_000_000;
    private const long ErrorRetry = 10 * Second;

    // What a controller needs between two passes that follow each other at once.
    private const long ShortestGap = Second / 100;

    private static readonly Moment Always = new(long.MinValue);

    private readonly AnalysisPlan? _plan;
    private readonly string _rejection;
    private readonly MetricState[] _metrics;
    private readonly int[] _due;
    private int _dueCount;
    private Moment? _startedAt;
    private bool _isTerminateRequested;
    private long _clockFraction;

    /// <summary>Makes a run; one that was rejected ends as Error in its first pass.</summary>
    public AnalysisRun(AnalysisPreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        _plan = (preparation as AnalysisPreparation.Ready)?.Plan;
        _rejection = (preparation as AnalysisPreparation.Rejected)?.Message ?? "";
        _metrics = new MetricState[_plan?.Metrics.Length ?? 0];
        _due = new int[_metrics.Length];
        Reset(Moment.Start);
    }

    private AnalysisRun(AnalysisRun other)
    {
        _plan = other._plan;
        _rejection = other._rejection;
        _metrics = (MetricState[])other._metrics.Clone();
        _due = (int[])other._due.Clone();
        _dueCount = other._dueCount;
        _startedAt = other._startedAt;
        _isTerminateRequested = other._isTerminateRequested;
        _clockFraction = other._clockFraction;
        Phase = other.Phase;
        Message = other.Message;
        CompletedAt = other.CompletedAt;
        NextPass = other.NextPass;
        Summary = other.Summary;
        DryRunSummary = other.DryRunSummary;
    }

    /// <summary>What it measures; null where it was rejected.</summary>
    public AnalysisPlan? Plan => _plan;

    /// <summary>Where it stands.</summary>
    public AnalysisPhase Phase { get; private set; }

    /// <summary>Why, in Argo's words; empty where there is nothing to say.</summary>
    public string Message { get; private set; } = "";

    /// <summary>When the phase became final; null before.</summary>
    public Moment? CompletedAt { get; private set; }

    /// <summary>When the next pass is due; never where there is nothing to wait for.</summary>
    public Moment NextPass { get; private set; }

    /// <summary>How the metrics that count have ended.</summary>
    public RunSummary Summary { get; private set; }

    /// <summary>How the metrics in a dry run have ended.</summary>
    public RunSummary DryRunSummary { get; private set; }

    /// <summary>Whether the phase is final.</summary>
    public bool IsCompleted => Phase >= AnalysisPhase.Successful;

    /// <summary>Whether nothing more is measured: it was asked to stop, or a metric that counts has ended badly.</summary>
    public bool IsTerminating
    {
        get
        {
            for (int i = 0; i < _metrics.Length; i++)
            {
                if (_metrics[i].Phase > AnalysisPhase.Successful && !_plan!.Metrics[i].IsDryRun)
                    return true;
            }

            return _isTerminateRequested;
        }
    }

    /// <summary>Begins anew and keeps the memory.</summary>
    /// <param name="createdAt">When the run is created; its first pass is due then.</param>
    /// <param name="clockFraction">
    /// How far <see cref="Moment.Start"/> lies past a whole second of the clock, below one second: Argo stores moments in whole seconds.
    /// </param>
    public void Reset(Moment createdAt, TimeSpan clockFraction = default)
    {
        Array.Fill(_metrics, MetricState.None);
        _dueCount = 0;
        _startedAt = null;
        _isTerminateRequested = false;
        _clockFraction = clockFraction.Ticks * 100;
        Phase = AnalysisPhase.Pending;
        Message = "";
        CompletedAt = null;
        NextPass = createdAt;
        Summary = default;
        DryRunSummary = default;
    }

    /// <summary>An independent run in the same state.</summary>
    public AnalysisRun Copy() => new(this);

    /// <summary>Where a metric stands, by its index in the plan.</summary>
    public MetricState Metric(int index) => _metrics[index];

    /// <summary>How many measurements of a metric are still stored.</summary>
    public int Retained(int index) => Math.Min(_metrics[index].Taken, _plan!.Metrics[index].Retention);

    /// <summary>Asks the run to stop (<c>spec.terminate</c>); the pass that does it is due at once.</summary>
    public void Terminate(Moment now)
    {
        if (IsCompleted || _isTerminateRequested)
            return;
        _isTerminateRequested = true;
        NextPass = Moment.Earlier(NextPass, now);
    }

    /// <summary>Begins a pass.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>
    /// Indices of the metrics to measure now, each to be answered before the pass ends. One whose last measurement is in flight is to be looked at again; where
    /// the run is terminating, to be stopped.
    /// </returns>
    public ReadOnlySpan<int> BeginPass(Moment now)
    {
        _dueCount = 0;
        if (IsCompleted || _plan is null)
            return [];
        bool isTerminating = IsTerminating;
        for (int i = 0; i < _metrics.Length; i++)
        {
            if (IsDue(i, now, isTerminating))
                _due[_dueCount++] = i;
        }

        return _due.AsSpan(0, _dueCount);
    }

    /// <summary>Takes a provider's result and judges it by the metric's conditions.</summary>
    /// <param name="metric">Index of the metric.</param>
    /// <param name="result">The result.</param>
    /// <param name="finishedAt">When the query ended.</param>
    public AnalysisPhase Take(int metric, ProviderResult result, Moment finishedAt)
    {
        MeasurementVerdict verdict = _plan!.Metrics[metric].Conditions.Judge(result);
        Take(metric, verdict, finishedAt);
        return verdict.Phase;
    }

    /// <summary>Takes a measurement whose phase is known: a query that failed, a job, a judge, a measurement that was stopped.</summary>
    /// <param name="metric">Index of the metric.</param>
    /// <param name="verdict">What it ended as.</param>
    /// <param name="finishedAt">When it ended.</param>
    /// <exception cref="ArgumentOutOfRangeException">The phase is not final.</exception>
    public void Take(int metric, MeasurementVerdict verdict, Moment finishedAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((int)verdict.Phase, (int)AnalysisPhase.Successful, nameof(verdict));
        ref MetricState state = ref _metrics[metric];
        bool isStopped = state.IsInFlight && verdict.Phase == AnalysisPhase.Successful && IsTerminating;
        state = state with
        {
            Phase = state.HasResult ? state.Phase : AnalysisPhase.Running,
            Counters = state.Counters.After(verdict.Phase),
            Taken = state.IsInFlight ? state.Taken : state.Taken + 1,
            LastPhase = verdict.Phase,
            LastMessage = isStopped ? "Metric Terminated" : verdict.Message,
            FinishedAt = InWholeSeconds(finishedAt),
            ResumeAt = Moment.Never,
        };
    }

    /// <summary>Takes a measurement that has begun and not ended.</summary>
    /// <param name="metric">Index of the metric.</param>
    /// <param name="resumeAt">When it is looked at again; never where something else calls for the pass, as a Job does.</param>
    public void TakeInFlight(int metric, Moment resumeAt)
    {
        ref MetricState state = ref _metrics[metric];
        state = state with
        {
            Phase = state.HasResult ? state.Phase : AnalysisPhase.Running,
            Taken = state.IsInFlight ? state.Taken : state.Taken + 1,
            LastPhase = AnalysisPhase.Running,
            LastMessage = "",
            ResumeAt = resumeAt,
        };
    }

    /// <summary>Ends a pass: finishes metrics and perhaps the run.</summary>
    /// <param name="now">The moment, after all answers.</param>
    public void EndPass(Moment now)
    {
        if (IsCompleted)
            return;
        (AnalysisPhase phase, string message) = _plan is null ? (AnalysisPhase.Error, _rejection) : Assess(now);
        if (phase != Phase)
        {
            Phase = phase;
            Message = message;
            CompletedAt = IsCompleted ? now : null;
        }

        NextPass = IsCompleted ? Moment.Never : FindNextPass(now);
    }

    private bool IsDue(int index, Moment now, bool isTerminating)
    {
        ref readonly MetricState state = ref _metrics[index];
        if (state.IsFinished)
            return false;
        if (state.IsInFlight)
        {
            // Without a moment nobody waits for one; from 1.10 on a measurement is stopped before its moment.
            bool isAtOnce = state.ResumeAt == Moment.Never || (isTerminating && _plan!.Release == ArgoRelease.V1_10);
            return isAtOnce || now >= state.ResumeAt;
        }

        return !isTerminating && FindDue(index) is { } due && now >= due;
    }

    // When a metric without a measurement in flight is measured next; null where it is not.
    private Moment? FindDue(int index)
    {
        ref readonly MetricState state = ref _metrics[index];
        PlannedMetric metric = _plan!.Metrics[index];
        if (state.IsFinished)
            return null;
        if (!state.HasResult)
            return metric.InitialDelay is not { } delay ? Always : _startedAt is { } started ? After(started, delay) : null;
        if (metric.Limits.Count is { } count && state.Counters.Count >= count)
            return null;
        return After(state.FinishedAt, state.LastPhase == AnalysisPhase.Error ? ErrorRetry : metric.Interval ?? ErrorRetry);
    }

    private Moment FindNextPass(Moment now)
    {
        if (IsTerminating)
            return now;
        Moment next = Moment.Never;
        for (int i = 0; i < _metrics.Length; i++)
        {
            Moment due = _metrics[i].IsInFlight ? _metrics[i].ResumeAt : FindDue(i) ?? Moment.Never;
            next = Moment.Earlier(next, due);
        }

        return next > now ? next : After(now, ShortestGap);
    }

    private (AnalysisPhase Phase, string Message) Assess(Moment now)
    {
        bool isTerminating = IsTerminating;
        bool isEverythingFinished = true;
        AnalysisPhase worst = AnalysisPhase.Pending;
        string message = _isTerminateRequested ? "Run Terminated" : "";
        RunSummary summary = default;
        RunSummary dryRun = default;
        _startedAt ??= InWholeSeconds(now);
        for (int i = 0; i < _metrics.Length; i++)
        {
            PlannedMetric metric = _plan!.Metrics[i];
            if (_metrics[i].HasResult)
                AssessMetric(ref _metrics[i], metric.Limits, isTerminating);
            ref readonly MetricState state = ref _metrics[i];
            isEverythingFinished &= state.IsFinished;
            AnalysisPhase exceeded = metric.Limits.Exceeded(state.Counters);
            if (metric.IsDryRun)
            {
                dryRun = dryRun.With(state.IsFinished, exceeded);
                if (state.IsFinished && worst == AnalysisPhase.Pending)
                    worst = AnalysisPhase.Successful;
                if (state.IsFinished && exceeded != AnalysisPhase.Pending)
                    _metrics[i] = state with { Message = $"Metric assessed {state.Phase} due to {metric.Limits.Reason(state.Counters)}" };
                continue;
            }

            summary = summary.With(state.IsFinished, exceeded);
            if (!state.IsFinished || state.Phase <= worst)
                continue;
            worst = state.Phase;
            if (exceeded != AnalysisPhase.Pending)
                message = MessageOf(metric, state);
        }

        (Summary, DryRunSummary) = (summary, dryRun);
        if (isTerminating)
            return (worst == AnalysisPhase.Pending ? AnalysisPhase.Successful : worst, message);
        return isEverythingFinished && worst != AnalysisPhase.Pending ? (worst, message) : (AnalysisPhase.Running, "");
    }

    private static void AssessMetric(ref MetricState state, MetricLimits limits, bool isTerminating)
    {
        AnalysisPhase phase = state.IsFinished ? state.Phase : limits.Assess(state.Counters, state.LastPhase, isTerminating);
        if (phase != state.Phase)
            state = state with { Phase = phase, Message = state.LastMessage };
    }

    private static string MessageOf(PlannedMetric metric, in MetricState state)
    {
        string message = $"Metric \"{metric.Name}\" assessed {state.Phase} due to {metric.Limits.Reason(state.Counters)}";
        return state.Message.Length > 0 ? $"{message}: \"Error Message: {state.Message}\"" : message;
    }

    private static Moment After(Moment moment, long nanoseconds) =>
        moment.Nanoseconds > long.MaxValue - Math.Max(0, nanoseconds) ? Moment.Never : new Moment(moment.Nanoseconds + nanoseconds);

    private Moment InWholeSeconds(Moment moment)
    {
        long onClock = moment.Nanoseconds + _clockFraction;
        long past = onClock % Second;
        return new Moment(moment.Nanoseconds - (past < 0 ? past + Second : past));
    }
}
